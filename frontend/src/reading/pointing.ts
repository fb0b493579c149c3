/** Mouse and touch: selecting words, clicking what is marked, and the buttons of the page. */
import type { View } from "./view";

const SETTLED = 300; // milliseconds after which a selection by touch is taken

export const installPointing = (view: View): void => {
  const { article } = view.surface;
  let isDown = false;
  let byTouch = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  article.addEventListener("pointerdown", (event) => {
    isDown = event.pointerType !== "touch";
    byTouch = event.pointerType === "touch";
  });
  document.addEventListener("pointerup", (event) => {
    if (!isDown) return;
    isDown = false;
    setTimeout(() => take(!event.altKey)); // the browser settles the selection after the event
  });
  const take = (whole: boolean): void => {
    const span = view.surface.selected();
    if (!span) return;
    view.selectWords(span, whole);
    if (!byTouch && "highlights" in CSS) document.getSelection()?.removeAllRanges(); // painted by the cursor from here on
  };
  document.addEventListener("selectionchange", () => {
    if (!byTouch || isDown) return;
    clearTimeout(timer);
    timer = setTimeout(() => take(true), SETTLED);
  });
  article.addEventListener("click", (event) => {
    const label = (event.target as Element).closest<HTMLElement>("[data-label]");
    const coding = label && view.store.codings.get(label.dataset["label"] ?? "");
    if (coding) return view.choose(coding);
    if (event.detail < 2 && !view.surface.selected()) view.press(event.clientX, event.clientY, event.target as Element);
  });
  installForward(view, article);
  installCopying(view);
};

/** The coding under the pointer comes forward: its label and its words together. */
const installForward = (view: View, article: HTMLElement): void => {
  let forward = "";
  const bring = (id: string): void => {
    if (id === forward) return;
    forward = id;
    for (const label of article.querySelectorAll(".label.forward")) label.classList.remove("forward");
    if (id) article.querySelector(`[data-label="${id}"]`)?.classList.add("forward");
    const coding = view.store.codings.get(id);
    if ("highlights" in CSS) {
      CSS.highlights.delete("teema-forward");
      if (coding && coding !== view.chosen) CSS.highlights.set("teema-forward", new Highlight(...view.surface.rangesOf(coding)));
    }
  };
  article.addEventListener("pointerover", (event) => {
    const target = event.target as Element;
    const label = target.closest<HTMLElement>("[data-label]")?.dataset["label"];
    bring(label ?? view.painter.over(target.closest(".words span"))[0]?.id ?? "");
  });
  article.addEventListener("pointerleave", () => bring(""));
};

/** What was selected by keyboard can be copied like what the pointer selected. */
const installCopying = (view: View): void => {
  document.addEventListener("copy", (event) => {
    const native = document.getSelection();
    if ((native && !native.isCollapsed) || !view.cursor.extended) return;
    event.clipboardData?.setData("text/plain", view.cursor.words);
    event.preventDefault();
  });
};
