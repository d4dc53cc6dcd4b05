/* <drop-file>: takes a file that is dropped on it, as the box for a file inside does, and sends the form. Without this
   script the box alone takes it. */

class DropFile extends HTMLElement {
  connectedCallback() {
    if (this.said) return;
    this.input = this.querySelector("input[type=file]");
    this.said = Object.assign(document.createElement("p"), { className: "note", textContent: this.dataset.drop });
    this.append(this.said);
    this.addEventListener("dragover", (event) => this.over(event, true));
    this.addEventListener("dragleave", (event) => this.over(event, false));
    this.addEventListener("drop", (event) => this.dropped(event));
  }
  over(event, inside) {
    event.preventDefault();
    this.toggleAttribute("data-over", inside);
  }
  dropped(event) {
    this.over(event, false);
    if (!event.dataTransfer.files.length) return;
    this.input.files = event.dataTransfer.files;
    this.closest("form").requestSubmit();
  }
}

customElements.define("drop-file", DropFile);
