import { beforeEach, describe, expect, it } from "vitest";

import { installDrops } from "./drops";

const drop = (): HTMLElement => document.querySelector(".drop")!;
const names = (): (string | null)[] => [...document.querySelectorAll(".drop-files li")].map((item) => item.textContent);
const dropFiles = (...given: string[]): Event => {
  const transfer = new DataTransfer();
  for (const name of given) transfer.items.add(new File(["x"], name));
  const event = new DragEvent("drop", { bubbles: true, cancelable: true });
  Object.defineProperty(event, "dataTransfer", { value: transfer });
  drop().dispatchEvent(event);
  return event;
};

describe("a place for files", () => {
  beforeEach(() => {
    document.body.innerHTML = `<div class="drop"><ul class="drop-files"></ul><input type="file" multiple></div>`;
  });
  installDrops();

  it("takes dropped files as chosen and lists their names", () => {
    dropFiles("a.docx", "b.docx");
    expect(names()).toEqual(["a.docx", "b.docx"]);
  });

  it("takes no more files than its field", () => {
    document.querySelector("input")!.removeAttribute("multiple");
    expect(dropFiles("a.docx", "b.docx").defaultPrevented).toBe(true);
    expect(names()).toEqual([]);
  });

  it("shows that files are above it", () => {
    drop().dispatchEvent(new Event("dragover", { bubbles: true, cancelable: true }));
    expect(drop().classList.contains("over")).toBe(true);
    drop().dispatchEvent(new Event("dragleave", { bubbles: true }));
    expect(drop().classList.contains("over")).toBe(false);
  });
});
