/* The plan's page, made to move: the time is dragged along the curve, and a tick marks and plans again, without a new
   page. Nothing here is needed: without this script both are forms with a button. */

const PAUSE = 120; // milliseconds that a choice stands still before its plan is asked for

/** Puts what the page at `address` says in place of what this one says; `parts` chooses what. Returns whether it did. */
let asked = 0;
async function swap(address, options, parts) {
  const mine = ++asked, list = document.getElementById("plan-list");
  list?.setAttribute("aria-busy", "true");
  const answer = await fetch(address, { credentials: "same-origin", ...options }).catch(() => null);
  const text = await answer?.text().catch(() => null);
  if (mine !== asked) return false;
  list?.removeAttribute("aria-busy");
  if (answer?.status === 503) {
    const wait = (Number(answer.headers.get("Retry-After")) || 3) * 1000;
    await new Promise((done) => setTimeout(done, wait));
    return mine === asked && swap(answer.url || address, {}, parts);
  }
  if (!answer?.ok || text == null) {
    location.assign(answer?.url || address); // the page itself says what is wrong
    return false;
  }
  const page = new DOMParser().parseFromString(text, "text/html");
  const notice = parts === "[data-swap]" && page.getElementById("kept-said")?.textContent.trim();
  for (const old of document.querySelectorAll(parts)) {
    const now = page.getElementById(old.id);
    if (old.id === "plan-lead" && now) {
      old.ariaLive = notice ? "off" : "polite"; // where something was kept, that alone is announced, and once
      old.replaceChildren(...now.childNodes);
    } else if (old.id === "kept" && now) tell(old, now);
    else if (now) old.replaceWith(document.adoptNode(now));
    else old.replaceChildren();
  }
  history.replaceState(null, "", answer.url || address);
  return true;
}

/** The notice says what `now` does. Its live region stays the same one: a new one would not be announced. */
function tell(old, now) {
  const [said, news] = [old, now].map((it) => it.querySelector("#kept-said"));
  if (said.textContent.trim() !== news.textContent.trim()) said.replaceChildren(...news.childNodes);
  old.querySelector("form")?.remove();
  const form = now.querySelector("form");
  if (form) old.append(document.adoptNode(form));
}

/** <plan-curve>: the range stops at the points of the curve alone, and the curve itself can be dragged along. */
class PlanCurve extends HTMLElement {
  connectedCallback() {
    this.range = this.querySelector("input[type=range]");
    if (!this.range || this.points) return;
    this.form = this.range.form;
    this.said = this.querySelector("output");
    this.picture = this.querySelector("svg");
    this.here = this.picture.querySelector(".curve-here");
    const options = [...this.querySelectorAll("datalist option")].filter((it) => it.dataset.hours !== "0");
    this.points = options.map((it) => ({ ...it.dataset, label: it.label }));
    const chosen = options.findIndex((it) => "chosen" in it.dataset);
    Object.assign(this.range, { min: 0, max: this.points.length - 1, step: 1, value: Math.max(chosen, 0) });
    this.range.removeAttribute("list");
    this.range.removeAttribute("name");
    this.hours = Object.assign(document.createElement("input"), { type: "hidden", name: "hours" });
    this.form.append(this.hours);
    this.form.querySelector("button").hidden = true;
    this.range.setAttribute("aria-valuetext", this.said.textContent);
    this.range.addEventListener("input", () => this.choose(this.range.valueAsNumber));
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.picture.addEventListener("pointerdown", (event) => this.drag(event));
    this.picture.addEventListener("pointermove", (event) => this.dragging && this.along(event));
    for (const end of ["pointerup", "pointercancel"]) this.picture.addEventListener(end, () => { this.dragging = false; });
    this.toggleAttribute("ready", true);
  }

  drag(event) {
    if (event.button) return;
    this.dragging = true;
    this.picture.setPointerCapture(event.pointerId);
    this.along(event);
    this.range.focus({ preventScroll: true });
    event.preventDefault();
  }

  /** The point of the curve that lies nearest to the pointer, from side to side. */
  along(event) {
    const box = this.picture.getBoundingClientRect();
    const x = (event.clientX - box.left) / box.width * this.picture.viewBox.baseVal.width;
    const far = (n) => Math.abs(this.points[n].x - x);
    let nearest = 0;
    for (let n = 1; n < this.points.length; n++) if (far(n) < far(nearest)) nearest = n;
    if (nearest !== this.range.valueAsNumber) {
      this.range.value = nearest;
      this.choose(nearest);
    }
  }

  /** Shows at once where that is, and asks for its plan when nothing has moved for a while. */
  choose(n) {
    const point = this.points[n];
    this.said.textContent = point.label;
    this.range.setAttribute("aria-valuetext", point.label);
    this.here.setAttribute("transform", `translate(${point.x} ${point.y})`);
    this.hours.value = point.hours;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const query = new URLSearchParams(new FormData(this.form));
      swap(`${this.form.action}?${query}`, {}, "[data-swap='']");
    }, PAUSE);
  }
}

customElements.define("plan-curve", PlanCurve);

/* A tick marks at once. The list below is then another: the focus goes to what stands in the place of what was ticked. */
document.addEventListener("change", async (event) => {
  const box = event.target, form = box.form;
  if (!form?.matches(".plan-marks") || !box.checked) return;
  const all = () => [...document.querySelectorAll(".plan-marks input[type=checkbox]")];
  const at = all().indexOf(box);
  const body = new URLSearchParams([...new FormData(form), ["do", "seen"]]);
  if (!(await swap(form.action, { method: "POST", body }, "[data-swap]"))) return;
  const next = all()[Math.min(at, all().length - 1)] ?? document.querySelector("#plan-list a");
  next?.focus();
});
