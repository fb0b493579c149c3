/** The selected coding: what it says, changed field by field. */
import { type Coding, type Memo, say } from "./data";
import { find, icon, make } from "./elements";
import { shown, type Store } from "./store";

export interface PanelActions {
  change(coding: Coding, values: Partial<Coding>): void;
  note(coding: Coding, text: string): void;
  removeNote(memo: Memo): void;
  back(): void;
}

type Written = HTMLTextAreaElement | HTMLSelectElement | HTMLInputElement;

export class CodingPanel {
  coding: Coding | null = null;

  constructor(
    readonly element: HTMLElement,
    readonly store: Store,
    readonly textOf: (coding: Coding) => string,
    readonly actions: PanelActions,
  ) {
    element.addEventListener("change", (event) => this.#changed(event.target as Written));
    element.addEventListener("keydown", (event) => this.#key(event));
    element.querySelector("[data-note-form]")?.addEventListener("submit", (event) => this.#note(event));
  }

  show(coding: Coding | null): void {
    const other = coding?.id !== this.coding?.id;
    this.coding = coding;
    this.element.hidden = !coding;
    if (!coding) return;
    const node = this.store.nodes.get(coding.code_id);
    find("[data-words]", this.element).textContent = this.textOf(coding);
    find("[data-coder]", this.element).textContent = coding.coder;
    find("[data-code]", this.element).textContent = shown(node);
    find(".code-choice", this.element).style.setProperty("--colour", node?.colour ?? "var(--quiet)");
    this.#topic(coding);
    for (const link of this.element.querySelectorAll<HTMLAnchorElement>("[data-use]")) {
      link.href = `${link.dataset["use"]}?id=${coding.id}`;
    }
    find<HTMLFieldSetElement>("[data-fields]", this.element).disabled = !this.store.mayChange(coding);
    for (const field of this.#fields()) this.#fill(field, coding, other);
    for (const radio of this.#radios()) radio.checked = radio.value === String(coding[radio.name as "valence" | "aspect"] ?? "");
    this.#notes(coding);
  }

  focus(name: "reduced" | "memo"): void {
    const field = find<HTMLTextAreaElement>(`[data-field="${name}"]`, this.element);
    if (field.matches(":disabled")) return find(".coding-notes textarea", this.element).focus();
    field.focus();
    field.select();
  }

  #topic(coding: Coding): void {
    const shownTopic = find("[data-topic]", this.element);
    const topic = coding.topic_id ? this.store.topics.get(coding.topic_id) : undefined;
    shownTopic.textContent = topic?.name ?? shownTopic.dataset["none"] ?? "";
    shownTopic.classList.toggle("quiet", !topic);
  }

  #fields(): Written[] {
    return [...this.element.querySelectorAll<Written>("[data-field]")];
  }

  #radios(): HTMLInputElement[] {
    return [...this.element.querySelectorAll<HTMLInputElement>('input[type="radio"]')];
  }

  /** Fill a field in, unless someone is writing in it. */
  #fill(field: Written, coding: Coding, other: boolean): void {
    if (!other && field === document.activeElement) return;
    const value = coding[field.dataset["field"] as keyof Coding];
    if (field instanceof HTMLInputElement) field.checked = value === true;
    else field.value = String(value ?? "");
  }

  #changed(field: Written): void {
    if (!this.coding) return;
    const name = field.dataset["field"] ?? (field as HTMLInputElement).name;
    if (field instanceof HTMLInputElement && field.type === "radio") {
      const value = name === "valence" ? (field.value === "" ? null : Number(field.value)) : field.value;
      return this.actions.change(this.coding, { [name]: value });
    }
    if (!field.dataset["field"]) return;
    const value = field instanceof HTMLInputElement ? field.checked : field.value.trim();
    this.actions.change(this.coding, { [name]: value });
  }

  /** Enter keeps what was written and goes back to the text; Escape leaves the field as it was. */
  #key(event: KeyboardEvent): void {
    const field = event.target as HTMLElement;
    if (!(field instanceof HTMLTextAreaElement) || event.isComposing) return;
    if (event.key === "Escape" && this.coding) {
      event.preventDefault();
      event.stopPropagation();
      if (field.dataset["field"]) field.value = String(this.coding[field.dataset["field"] as keyof Coding] ?? "");
      this.actions.back();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      event.stopPropagation();
      if (field.form?.matches("[data-note-form]")) field.form.requestSubmit();
      this.actions.back();
    }
  }

  #notes(coding: Coding): void {
    const list = find(".coding-notes ul", this.element);
    list.replaceChildren(...this.store.notesOn(coding.id).map((memo) => this.#memo(memo)));
    find(".coding-notes", this.element).hidden = !list.children.length && !this.store.page.can.note;
  }

  #memo(memo: Memo): HTMLElement {
    const own = this.store.page.can.note && (this.store.page.can.lead || this.store.isOwn(memo.by));
    const remove = make("button", { type: "button", class: "button quiet small icon-only", "aria-label": say("remove_note") }, icon("x") as unknown as Node);
    remove.addEventListener("click", () => this.actions.removeNote(memo));
    return make("li", {}, make("p", {}, memo.text), make("small", { class: "quiet" }, say("by", { by: memo.by, date: memo.date ?? "" })), own && remove);
  }

  #note(event: Event): void {
    event.preventDefault();
    const field = find<HTMLTextAreaElement>("[data-note-form] textarea", this.element);
    if (this.coding && field.value.trim()) this.actions.note(this.coding, field.value.trim());
    field.value = "";
  }
}
