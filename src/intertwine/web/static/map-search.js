/* <map-search>: how far a search for the fewest crossings is, while it goes on. Nothing here is needed: without this
   script the page asks again by itself, and its button ends the search. */

const OFTEN = 700, SELDOM = 5000; // milliseconds between two questions: all is well, the server did not answer

class MapSearch extends HTMLElement {
  connectedCallback() {
    this.numbers = this.querySelector(".search-numbers");
    this.proved = this.querySelector("progress");
    this.ask();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  /** Asks, shows, and asks again; once the search has ended the page itself has the answer. */
  async ask() {
    const answer = await fetch(this.dataset.search, { credentials: "same-origin" }).catch(() => null);
    const news = answer?.ok ? await answer.json().catch(() => null) : null;
    if (!this.isConnected) return;
    if (news && !news.searching) return location.reload();
    if (news?.crossings != null) this.show(news.crossings, news.lower_bound);
    this.timer = setTimeout(() => this.ask(), news ? OFTEN : SELDOM);
  }

  show(crossings, bound) {
    const gap = crossings - bound;
    const { best, least, nothing, none } = this.dataset, numbers = { crossings, bound, gap };
    const said = `${best} ${gap ? bound ? least : nothing : none}`;
    this.numbers.textContent = said.replace(/%\((\w+)\)s/g, (_, name) => numbers[name]);
    this.proved.max = Math.max(crossings, 1);
    this.proved.value = bound;
    this.numbers.hidden = this.proved.hidden = false;
  }
}

customElements.define("map-search", MapSearch);
