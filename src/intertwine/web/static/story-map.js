/* <story-map>: the map that the page already shows, made to move. The picture is fetched from where its <img> has it
   and put in its place; pan, zoom, a card that says what lies under the pointer, and one's choice of people, which
   stands in the address. Nothing here is needed to read the map: without this script the picture and its table say it
   all. */

const SVG = "http://www.w3.org/2000/svg";
const LEAST = 0.05, LEGIBLE = 0.6, MOST = 4, STEP = 1.3;

/** An element with properties; `more` are its children. */
function make(tag, properties = {}, ...more) {
  const it = Object.assign(document.createElement(tag), properties);
  it.append(...more);
  return it;
}

const words = (className, it, lang = "") => make("p", { className, lang }, it);

class StoryMap extends HTMLElement {
  connectedCallback() {
    this.window = this.querySelector(".map-window");
    this.image = this.querySelector("img");
    if (!this.window || !this.image || this.card) return;
    this.frame = this.querySelector(".map-frame");
    this.card = make("div", { className: "map-card", hidden: true });
    this.card.setAttribute("role", "status");
    // While it is dragged, nothing is looked for under the pointer: among thousands of lines that takes its time.
    this.shield = make("div", { className: "map-shield", hidden: true });
    this.frame.append(this.card, this.shield);
    this.tools();
    this.listen();
    // Crossing the width where the picture turns makes the image load its other source: the map follows it.
    for (const end of ["load", "error"]) this.image.addEventListener(end, () => this.show());
    if (this.image.complete) this.show();
  }

  /** Fetches what the image shows, and shows it as part of the page. */
  async show() {
    const address = this.image.currentSrc;
    if (!address || address === this.shown) return;
    this.shown = address;
    const answer = await fetch(address, { credentials: "same-origin" }).catch(() => null);
    if (this.shown !== address) return;
    if (answer?.status === 503) return this.later(Number(answer.headers.get("Retry-After")) || 5);
    if (!answer?.ok) return;
    // The page's own style sheet has the rules of the picture's, and no other may stand in a page.
    const text = (await answer.text()).replace(/<style>[^]*?<\/style>/, "");
    const drawn = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
    if (drawn.namespaceURI !== SVG || this.shown !== address) return;
    for (const title of drawn.querySelectorAll("g > title")) {
      title.parentNode.says = title.textContent.split("\n");
      title.parentNode.spoken = title.getAttribute("lang") ?? "";
      title.remove();
    }
    this.svg?.remove();
    this.svg = document.adoptNode(drawn);
    // The table says it in words; here its lines would be read as hundreds of links without a sentence.
    this.svg.setAttribute("aria-hidden", "true");
    this.lines = new Map([...drawn.querySelectorAll(".strand")].map((line) => [line.dataset.strand, line]));
    this.size = [drawn.width.baseVal.value, drawn.height.baseVal.value];
    this.scale = 1;
    this.image.parentNode.hidden = true;
    this.window.append(this.svg);
    this.list();
    this.hide();
    this.read();
    this.toggleAttribute("ready", true);
  }

  /** Asks for the picture again: other maps came first. */
  later(seconds) {
    setTimeout(() => {
      this.shown = null;
      if (this.isConnected) this.show();
    }, seconds * 1000);
  }

  // --- what is around the picture ------------------------------------------------------------------------------------
  tools() {
    const tools = this.querySelector(".map-tools");
    const acts = {
      out: () => this.zoom(this.scale / STEP), in: () => this.zoom(this.scale * STEP),
      fit: () => this.fit(), full: () => this.zoom(1), all: () => this.choose([]),
    };
    for (const it of tools.querySelectorAll("[data-act]")) {
      it.onclick = acts[it.dataset.act];
      it.disabled = false;
    }
    this.hint = this.querySelector(".map-hint");
    this.people = tools.querySelector(".map-people");
    this.clearing = tools.querySelector("[data-act=all]");
  }

  /** A button for each line, by name; the legend's entries become buttons as well. */
  list() {
    const toggle = (key, text) => {
      const it = make("button", { type: "button", onclick: () => this.toggle(key) }, text);
      it.dataset.key = key;
      it.setAttribute("aria-pressed", "false");
      return it;
    };
    const lines = [...this.lines.values()].sort((a, b) => a.says[0].localeCompare(b.says[0]));
    const buttons = lines.map((line) => toggle(`who=${line.dataset.who}`, line.says[0]));
    this.people.replaceChildren(...buttons.map((button) => make("li", {}, button)));
    for (const item of this.querySelectorAll("[data-ink]:not(:has(button))")) {
      const it = toggle(`colour=${item.dataset.name}`, "");
      it.append(...item.childNodes);
      item.append(it);
    }
  }

  // --- moving --------------------------------------------------------------------------------------------------------
  /** Draws at another size; the point under (x, y) of the screen, else the middle, stays where it is. */
  zoom(scale, x, y) {
    if (!this.svg) return;
    const view = this.window.getBoundingClientRect();
    x ??= view.left + view.width / 2;
    y ??= view.top + view.height / 2;
    const before = this.svg.getBoundingClientRect();
    this.scale = Math.min(MOST, Math.max(LEAST, scale));
    this.svg.setAttribute("width", this.size[0] * this.scale);
    this.svg.setAttribute("height", this.size[1] * this.scale);
    const after = this.svg.getBoundingClientRect();
    this.window.scrollLeft += after.left + ((x - before.left) / before.width) * after.width - x;
    this.window.scrollTop += after.top + ((y - before.top) / before.height) * after.height - y;
    if (this.scale >= LEGIBLE) this.hint.textContent = "";
    this.hide();
  }

  fit() {
    if (!this.svg) return;
    const { clientWidth, clientHeight } = this.window, [width, height] = this.size;
    this.zoom(Math.min(clientWidth / width, clientHeight / height, 1));
    // A map that is wider than a few windows cannot be read as a whole: the page says what to do instead.
    this.hint.textContent = this.scale < LEGIBLE ? this.hint.dataset.said : "";
  }

  listen() {
    const on = (name, act, options) => this.window.addEventListener(name, act, options);
    on("pointerdown", (event) => this.drag(event));
    on("dragstart", (event) => event.preventDefault());
    on("pointerover", (event) => event.pointerType === "mouse" && !this.pinned && this.say(event.target, event));
    on("pointerleave", () => !this.pinned && this.hide());
    on("click", (event) => this.click(event));
    on("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      this.zoom(this.scale * Math.exp(-event.deltaY / 300), event.clientX, event.clientY);
    }, { passive: false });
    on("touchmove", (event) => this.pinch(event), { passive: false });
    on("touchend", () => { this.apart = null; });
    this.addEventListener("keydown", (event) => this.key(event));
    window.addEventListener("hashchange", () => this.read());
  }

  /** A mouse drags; fingers and wheels scroll by themselves. */
  drag(down) {
    if (down.pointerType !== "mouse" || down.button !== 0) return;
    const { scrollLeft, scrollTop } = this.window, end = new AbortController();
    this.dragged = false;
    addEventListener("pointermove", (event) => {
      const x = event.clientX - down.clientX, y = event.clientY - down.clientY;
      if (!this.dragged && Math.hypot(x, y) < 5) return;
      this.dragged = true;
      this.shield.hidden = false;
      this.window.scrollTo(scrollLeft - x, scrollTop - y);
    }, end);
    addEventListener("pointerup", () => { end.abort(); this.shield.hidden = true; }, end);
  }

  pinch(event) {
    if (event.touches.length !== 2) return;
    event.preventDefault();
    const [a, b] = event.touches, apart = Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
    const x = (a.clientX + b.clientX) / 2, y = (a.clientY + b.clientY) / 2;
    if (this.apart) this.zoom((this.scale * apart) / this.apart, x, y);
    this.apart = apart;
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const larger = () => this.zoom(this.scale * STEP), smaller = () => this.zoom(this.scale / STEP);
    const acts = {
      "+": larger, "=": larger, "-": smaller,
      0: () => this.zoom(1), f: () => this.fit(), n: () => this.step(1), p: () => this.step(-1),
      Escape: () => (this.card.hidden ? this.choose([]) : this.hide()),
    };
    if (!Object.hasOwn(acts, event.key) || !this.svg) return;
    event.preventDefault();
    acts[event.key]();
  }

  /** To the box of the next moment, of those that are chosen if anybody is. */
  step(by) {
    const all = [...this.svg.querySelectorAll(":is(.scene, .together)" + (this.keys.length ? ".chosen" : ""))];
    const boxes = [...new Map(all.map((it) => [it.dataset.moment, it])).values()]
      .sort((a, b) => a.dataset.moment - b.dataset.moment);
    if (!boxes.length) return;
    const at = boxes.indexOf(this.pinned);
    const next = boxes[at < 0 ? (by > 0 ? 0 : boxes.length - 1) : (at + by + boxes.length) % boxes.length];
    next.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    this.say(next);
    this.pinned = next;
  }

  // --- the card ------------------------------------------------------------------------------------------------------
  /** Says what `target` is: somebody's line, a box, a sign, a tie. Beside the pointer, or beside the thing itself. */
  say(target, at) {
    const it = target.closest?.("g.strand, g.together, g.scene, g.sign, g.tie, text[data-strand]");
    if (!it || !this.svg.contains(it)) return this.hide();
    const about = it.matches("text") ? this.lines.get(it.dataset.strand) : it;
    this.card.replaceChildren(...(about.matches(".strand") ? this.ofLine(about) : this.ofMoment(about)));
    this.card.hidden = false;
    const box = it.getBoundingClientRect(), frame = this.frame.getBoundingClientRect();
    const x = (at ? at.clientX : box.left + box.width / 2) - frame.left, y = (at ? at.clientY : box.bottom) - frame.top;
    const wide = this.card.offsetWidth, tall = this.card.offsetHeight;
    this.card.style.left = `${Math.max(0, Math.min(x + 14, frame.width - wide))}px`;
    this.card.style.top = `${y + 14 + tall > frame.height ? Math.max(0, y - 14 - tall) : y + 14}px`;
  }

  /** Whose line it is, and the way to their page. */
  ofLine(line) {
    const [name, ...rest] = line.says, href = line.closest("a")?.getAttribute("href");
    return [words("card-name", href ? make("a", { href }, name) : name), ...rest.map((text) => words("", text))];
  }

  /** When and where, who, and what happens. */
  ofMoment(it) {
    const { at, place, strands } = it.dataset, who = strands?.split(" ").map((n) => this.lines.get(n).says[0]) ?? [];
    const where = [at, place].filter(Boolean).join(" · "), said = it.says.filter(Boolean);
    return [words("note", where), words("card-name", who.join(", ")), ...said.map((text) => words("", text, it.spoken))]
      .filter((part) => part.textContent);
  }

  hide() {
    this.card.hidden = true;
    this.pinned = null;
  }

  /** A click or tap says and keeps what it hit, and follows a line; beside everything it lets go. */
  click(event) {
    if (this.dragged) { event.preventDefault(); this.dragged = false; return; }
    if (event.ctrlKey || event.metaKey || event.shiftKey || !this.svg) return;
    const it = event.target.closest("g.strand, text[data-strand]");
    event.preventDefault();
    this.say(event.target, event);
    this.pinned = this.card.hidden ? null : event.target.closest("g.together, g.scene") ?? event.target;
    if (it) this.choose([`who=${this.lines.get(it.dataset.strand).dataset.who}`]);
    else if (this.card.hidden) this.choose([]);
  }

  // --- who is followed -----------------------------------------------------------------------------------------------
  keys = [];

  toggle(key) {
    this.choose(this.keys.includes(key) ? this.keys.filter((it) => it !== key) : [...this.keys, key]);
  }

  /** Follows the lines of `keys` ("who=ADDRESS", "colour=NAME"), and writes them into the address. */
  choose(keys) {
    const said = new URLSearchParams(keys.map((key) => key.match(/([^=]*)=([^]*)/).slice(1)));
    history.replaceState(null, "", keys.length ? `#${said}` : location.pathname + location.search);
    this.mark(keys);
  }

  /** Follows what the address says. */
  read() {
    const said = [...new URLSearchParams(location.hash.slice(1))];
    this.mark(said.filter(([key]) => key === "who" || key === "colour").map((pair) => pair.join("=")));
  }

  mark(keys) {
    if (!this.svg) return;
    const inks = [...this.querySelectorAll("[data-ink]")].filter((it) => keys.includes(`colour=${it.dataset.name}`));
    const inked = inks.map((it) => `.ink-${it.dataset.ink}`).join();
    const lines = [...this.lines.values()]
      .filter((it) => keys.includes(`who=${it.dataset.who}`) || (inked && it.querySelector(inked)));
    const chosen = new Set(lines.map((it) => it.dataset.strand));
    this.keys = chosen.size ? keys : [];
    for (const it of this.svg.querySelectorAll("[data-strand], .together, .scene")) {
      const whose = it.dataset.strands?.split(" ") ?? [it.dataset.strand];
      it.classList.toggle("chosen", whose.some((n) => chosen.has(n)));
    }
    this.svg.classList.toggle("choosing", chosen.size > 0);
    this.clearing.hidden = chosen.size === 0;
    for (const it of this.querySelectorAll("[data-key]"))
      it.setAttribute("aria-pressed", this.keys.includes(it.dataset.key));
  }
}

customElements.define("story-map", StoryMap);
