/* Marks that are kept at once; without this script each installment has a button of its own that does the same. What is
   ticked waits in this browser's own store until the server has acknowledged it, and is sent again when the connection
   is back, on the next page and after a while: one after the other. What is sent twice happens once: it has an id. */

const STORE = "intertwine-waiting", MOST = 200, AGAIN = 5000, IDLE = 350; // changes that may wait; milliseconds
const ACTS = ["tick", "untick", "upto", "only", "season", "unmark"];
/** A word or a sentence of the page's, in its language. */
const word = (name) => document.getElementById("kept")?.getAttribute(`data-${name}`) ?? "";
const say = (text) => { const at = document.getElementById("kept-said"); if (at && at.textContent !== text) at.textContent = text; };

let memory = []; // where the browser keeps nothing
const waiting = () => {
  try { return JSON.parse(localStorage.getItem(STORE) ?? "[]"); } catch { return memory; }
};
const store = (all) => {
  memory = all;
  try { all.length ? localStorage.setItem(STORE, JSON.stringify(all)) : localStorage.removeItem(STORE); } catch { /* full, or forbidden */ }
};
const id = () => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(9)))).replaceAll("+", "-").replaceAll("/", "_");

/** Puts a change at the end of what waits, and sends. Returns false where no more can wait. */
function keep(action, fields, box) {
  const all = waiting(), change = id();
  if (all.length >= MOST) return false;
  store([...all, { change, action, box, body: new URLSearchParams([...fields, ["change", change]]).toString() }]);
  show(box, "saving", word("saving"));
  send();
  return true;
}

async function post(action, body) {
  const headers = { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" };
  const answer = await fetch(action, { method: "POST", headers, body, keepalive: true }).catch(() => null);
  return [answer, await answer?.json().catch(() => null)];
}

let sending = false, timer = 0, last = null;
async function send() {
  clearTimeout(timer);
  if (sending) return;
  sending = true;
  const locked = navigator.locks ? (run) => navigator.locks.request(STORE, run) : (run) => run(); // one window at a time
  const offline = await locked(async () => {
    for (let next = waiting()[0]; next; next = waiting()[0]) if (!(await sent(next))) return true;
    return false;
  });
  sending = false;
  if (offline) timer = setTimeout(send, AGAIN);
  else if (waiting().length) send();
  else if (last) timer = setTimeout(refresh, IDLE);
}
/** Sends one change. Returns false where it has to wait: no connection, or a server that cannot write just now. */
async function sent(change) {
  const [answer, said] = await post(change.action, change.body);
  if (!answer || answer.status >= 500 || (answer.ok && !said)) {
    show(change.box, "waits", word("no-connection"));
    say(word(answer ? "said-no-disk" : "said-no-connection"));
    return false;
  }
  store(waiting().filter((it) => it.change !== change.change));
  if (answer.ok) {
    show(change.box, "done", word("kept-done"));
    last = { ...said, box: change.box };
  } else {
    show(change.box, "refused", word("not-kept"));
    say(`${word("said-refused")} ${said?.error ?? answer.status}`);
    last = { refused: true };
  }
  return true;
}

addEventListener("online", send);
addEventListener("pageshow", (event) => event.persisted ? location.reload() : send());
addEventListener("storage", (event) => { if (event.key === STORE && event.newValue === null && !sending) { last ??= {}; refresh(); } });

/** Says beside a box how it stands with it. */
function show(box, state, text) {
  const row = box && document.getElementById(box)?.closest("li");
  if (!row) return;
  let at = row.querySelector(".mark-state");
  if (!at) row.append(at = Object.assign(document.createElement("span"), { className: "mark-state" }));
  if (state === "done") document.querySelectorAll(".mark-state[data-state=done]").forEach((it) => it.remove());
  if (!at.isConnected) row.append(at);
  at.dataset.state = state;
  at.textContent = text;
}
/** Asks for this page again, and takes over what is otherwise now. The focus stays where it is. */
async function refresh() {
  const done = last;
  last = null;
  const address = new URL(location.href);
  address.searchParams.delete("kept");
  if (done?.kept) address.searchParams.set("kept", done.kept);
  const answer = await fetch(address, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok) return answer && location.assign(address.pathname); // the page itself says what is wrong
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (waiting().length || last) return; // there will be another one
  const whom = (it) => it.getElementById("kept")?.dataset.for;
  if (whom(page) !== whom(document)) return notice(page); // others watch now: this page stays as it was drawn
  const focus = document.activeElement?.id, still = held(done?.box);
  for (const old of document.querySelectorAll("[data-fresh]")) {
    const now = page.getElementById(old.id);
    for (const it of now?.querySelectorAll("details[id]") ?? []) it.open = document.getElementById(it.id)?.open ?? it.open;
    if (now && !old.contains(document.activeElement) && !isTyped(old) && old.innerHTML !== now.innerHTML) old.replaceWith(document.adoptNode(now));
  }
  for (const form of document.querySelectorAll("mark-form form")) rows(form, page.getElementById(form.id));
  still();
  if (!done?.refused) notice(page);
  const at = done?.at && decodeURIComponent(done.at.split("#")[1] ?? "").replace(/^tick-/, "marks-");
  if (focus && !document.getElementById(focus)) document.getElementById(at)?.focus();
  else if (done?.undone) (document.getElementById(at) ?? document.querySelector("main")).focus();
}

/** What was ticked, or else the first row in sight: the function that is returned puts it back to where it is now. */
function held(box) {
  const inSight = (it) => it && it.getBoundingClientRect().height && it.getBoundingClientRect().bottom > 0 && it.getBoundingClientRect().top < innerHeight;
  const row = [document.getElementById(box)?.closest("li"), ...document.querySelectorAll("mark-form li")].find(inSight);
  const before = row?.getBoundingClientRect().top;
  return () => { if (row) scrollBy({ top: row.getBoundingClientRect().top - before, behavior: "instant" }); };
}

const isTyped = (part) => [...part.querySelectorAll("textarea, input[type=text]")].some((it) => it.value !== it.defaultValue);

/** Each installment of a form as the new page has it. */
function rows(form, now) {
  if (!now) return;
  for (const name of ["of", "was", "for"]) form.elements[name].value = now.elements[name].value;
  for (const box of form.querySelectorAll("input[type=checkbox]")) {
    const fresh = now.querySelector(`#${CSS.escape(box.id)}`), row = box.closest("li"), other = fresh?.closest("li");
    if (!fresh) continue;
    box.checked = fresh.defaultChecked;
    row.className = other.className;
    for (const part of ["label", ".note", ".tick"]) {
      if (!row.querySelector(part)?.isEqualNode(other.querySelector(part))) row.querySelector(part)?.replaceWith(document.adoptNode(other.querySelector(part)));
    }
    const buttons = (it) => [...it.querySelectorAll("button:not(.tick)")], [had, has] = [buttons(row), buttons(other)];
    const inside = had.includes(document.activeElement);
    if (had.map((it) => it.outerHTML).join() !== has.map((it) => it.outerHTML).join()) {
      had.forEach((it) => it.remove());
      row.querySelector(".note").after(...has.map((it) => document.adoptNode(it)));
      if (inside) box.focus();
    }
  }
  const all = (it) => it.querySelector(".actions [name=none]");
  if (!all(form) && all(now)) form.querySelector(".actions").append(document.adoptNode(all(now)));
  else if (all(form) && !all(now)) all(form).remove();
}
/** What was changed, with its way back. */
function notice(page) {
  const here = document.getElementById("kept"), now = page.getElementById("kept");
  if (!here || !now) return;
  here.querySelectorAll("form").forEach((it) => it.remove());
  here.querySelector("p").innerHTML = now.querySelector("p").innerHTML;
  here.append(...[...now.querySelectorAll("form")].map((it) => document.adoptNode(it)));
}
/** <mark-form>: the form of a title's marks, each of which is kept as soon as it is made. */
class MarkForm extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.addEventListener("change", (event) => this.tick(event.target));
    this.addEventListener("submit", (event) => this.press(event));
    const early = [...this.querySelectorAll("input[name=seen]")].filter((it) => it.checked !== it.defaultChecked); // before this script was there
    for (const { box, body } of waiting()) { // what could not be sent from an earlier page
      const at = box && this.querySelector(`#${CSS.escape(box)}`), said = new URLSearchParams(body);
      if (!at || early.includes(at) || said.get("for") !== this.form.elements.for.value) continue;
      if (said.has("tick") || said.has("untick")) at.checked = said.has("tick");
      show(box, "waits", word("not-yet"));
    }
    early.forEach((it) => this.tick(it));
    this.toggleAttribute("ready", true);
  }
  fields(name, value) {
    const its = this.form.elements, common = ["title", "of", "for", "back"].map((it) => [it, its[it].value]);
    if (name === "only") { // takes away what this page shows, and nothing that another one has marked since
      const shown = its.was.value.split(" ").filter((it) => it && !it.includes("@"));
      common.push(["was", its.was.value], ...shown.map((it) => ["seen", it]));
    }
    return [...common, [name, value]];
  }
  tick(box) {
    if (box.type !== "checkbox") return;
    if (keep(this.form.action, this.fields(box.checked ? "tick" : "untick", box.value), box.id)) return;
    box.checked = !box.checked;
    say(word("said-too-much"));
  }
  press(event) {
    const name = event.submitter?.name;
    if (!ACTS.includes(name)) return; // to another page
    event.preventDefault();
    const box = event.submitter.closest("li")?.querySelector("input[type=checkbox]");
    if (!keep(this.form.action, this.fields(name, event.submitter.value), box?.id)) return say(word("said-too-much"));
    const all = [...this.form.querySelectorAll("input[name=seen]")], at = all.indexOf(box); // as it will be
    if (name === "upto") all.slice(0, at + 1).forEach((it) => { it.checked = true; });
    if (name === "only") all.slice(at + 1).forEach((it) => { it.checked = false; });
    const season = all.filter((it) => it.value.startsWith(`${event.submitter.value}x`));
    if (name === "season") for (const it of season) it.checked = true;
  }
}
customElements.define("mark-form", MarkForm);
/* Undoing, without a new page. */
document.addEventListener("submit", async (event) => {
  if (!event.target.closest("#kept") || sending || waiting().length) return;
  event.preventDefault();
  const body = new URLSearchParams(new FormData(event.target)).toString();
  const [answer, said] = await post(event.target.action, body);
  if (!answer?.ok || !said) return say(said?.error ? `${word("said-not-undone")} ${said.error}` : word("said-undo-offline"));
  last = { ...said, undone: true };
  refresh();
});

if (document.querySelector("[data-forgotten]")) store([]); // nothing of it is to come back by itself
