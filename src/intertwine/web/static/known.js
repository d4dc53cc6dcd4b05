/* <known-part>: what is known in one part of a title, or a longer recap, loaded when its fold is opened. Without this script, and where
   nothing can be loaded, the link in it leads to the same. */

class KnownPart extends HTMLElement {
  connectedCallback() {
    this.fold = this.closest("details");
    this.toggled = () => this.load();
    this.fold.addEventListener("toggle", this.toggled);
    this.load();
  }
  disconnectedCallback() {
    this.fold.removeEventListener("toggle", this.toggled);
  }
  async load() {
    const link = this.querySelector(":scope > p > a");
    if (!link || !this.fold.open || this.loading) return;
    this.loading = true;
    this.setAttribute("aria-busy", "true");
    const answer = await fetch(link.href, { headers: { Accept: "text/html" } }).catch(() => null);
    const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
    const known = page && page.getElementById("known");
    if (known && this.isConnected) {
      const focused = this.contains(document.activeElement);
      this.replaceChildren(...[...known.children].map((it) => document.adoptNode(it)));
      if (focused) this.fold.querySelector("summary").focus();
    }
    this.removeAttribute("aria-busy");
    this.loading = false;
  }
}
customElements.define("known-part", KnownPart);
