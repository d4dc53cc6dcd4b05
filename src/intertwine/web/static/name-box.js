/* <name-box>: a box for a name that offers names while one types, as an editable combobox with a list (WAI-ARIA): arrows
   choose, Enter takes, Escape closes. In a box that searches (data-who) taking one leads to its page. What is offered comes from the server, which knows what this viewer may know.
   Without this script, and where nothing can be loaded, it is the plain box inside. */

const PAUSE = 120; // milliseconds without a key before it is asked
let number = 0;

class NameBox extends HTMLElement {
  connectedCallback() {
    if (this.list) return;
    this.input = this.querySelector("input");
    const id = `name-box-${++number}`;
    this.list = Object.assign(document.createElement("ul"), { id, hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.dataset.label);
    this.said = document.createElement("span");
    this.said.className = "visually-hidden";
    this.said.setAttribute("role", "status");
    const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id };
    for (const [name, value] of Object.entries(attributes)) this.input.setAttribute(name, value);
    this.append(this.list, this.said);
    this.input.addEventListener("input", () => this.typed());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays in the box
    this.list.addEventListener("click", (event) => this.take(event.target.closest("[role=option]")));
  }
  get options() {
    return [...this.list.children];
  }
  get chosen() {
    return this.options.find((it) => it.getAttribute("aria-selected") === "true");
  }
  typed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }
  async ask() {
    const text = this.input.value.trim();
    this.asked?.abort();
    if (!text) return this.close();
    this.asked = new AbortController();
    const of = this.dataset.of ? `&of=${this.dataset.of}` : "";
    const init = { headers: { Accept: "application/json" }, signal: this.asked.signal };
    const answer = await fetch(`${this.dataset.from}?q=${encodeURIComponent(text)}${of}`, init).catch(() => null);
    const said = answer?.ok && (await answer.json().catch(() => null));
    if (said && this.input.value.trim() === text && document.activeElement === this.input) this.show(said.hits);
  }
  show(hits) {
    this.list.replaceChildren(...hits.map((hit, place) => {
      const option = document.createElement("li"), role = hit.role_is_over ? this.dataset.was.replace("{}", hit.role) : (hit.role ?? "");
      const note = [hit.name === hit.found.name ? "" : hit.name, role].filter(Boolean).join(" \u00b7 ");
      Object.assign(option, { id: `${this.list.id}-${place}`, textContent: hit.found.name });
      option.dataset.name = hit.found.name;
      const { who, title, kinds } = this.dataset;
      if (who) option.dataset.to = `${kinds.split("/").includes(hit.found.kind) ? who : title}${hit.found.address}/`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      if (note) option.append(" ", Object.assign(document.createElement("span"), { className: "note", textContent: note }));
      return option;
    }));
    this.list.hidden = !hits.length;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.input.removeAttribute("aria-activedescendant");
    this.said.textContent = hits.length ? `${this.dataset.label}: ${hits.length}` : this.dataset.none;
  }
  key(event) {
    if (event.isComposing) return;
    const { options, chosen } = this, open = !this.list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!open) return void this.ask();
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1, at = options.indexOf(chosen);
      const next = at < 0 && step < 0 ? options.length - 1 : at + step; // beyond the ends it is the box itself
      this.choose(options[next]);
    } else if (event.key === "Enter" && open && chosen) {
      event.preventDefault();
      this.take(chosen);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      this.close();
    }
  }
  choose(option) {
    for (const it of this.options) it.setAttribute("aria-selected", String(it === option));
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }
  take(option) {
    if (!option) return;
    this.input.value = option.dataset.name;
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
    this.close();
    if (option.dataset.to) location.assign(option.dataset.to);
  }
  close() {
    clearTimeout(this.timer);
    this.asked?.abort();
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.said.textContent = "";
  }
}
customElements.define("name-box", NameBox);
