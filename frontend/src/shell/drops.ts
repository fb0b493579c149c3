/** A `.drop` around a file field takes files by dragging, and lists the names of what was chosen. */
const dropOf = (event: Event): HTMLElement | null => (event.target as Element).closest<HTMLElement>(".drop");

const list = (drop: HTMLElement, files: FileList | null): void => {
  const place = drop.querySelector(".drop-files");
  place?.replaceChildren(
    ...[...(files ?? [])].map((file) => {
      const item = document.createElement("li");
      item.textContent = file.name;
      return item;
    }),
  );
};

const take = (event: DragEvent): void => {
  const drop = dropOf(event);
  const field = drop?.querySelector<HTMLInputElement>('input[type="file"]');
  if (!drop || !field || !event.dataTransfer?.files.length) return;
  event.preventDefault();
  drop.classList.remove("over");
  if (!field.multiple && event.dataTransfer.files.length > 1) return;
  field.files = event.dataTransfer.files;
  field.dispatchEvent(new Event("change", { bubbles: true }));
};

export const installDrops = (): void => {
  document.addEventListener("dragover", (event) => {
    const drop = dropOf(event);
    if (!drop) return;
    event.preventDefault();
    drop.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => dropOf(event)?.classList.remove("over"));
  document.addEventListener("drop", take);
  document.addEventListener("change", (event) => {
    const drop = dropOf(event);
    if (drop) list(drop, (event.target as HTMLInputElement).files);
  });
};
