import { expect, it, vi } from "vitest";

import { installAutosubmit } from "./autosubmit";

it("sends the form of a field that says so, and of no other", () => {
  document.body.innerHTML = `<form><select data-autosubmit></select><input></form>`;
  const sent = vi.spyOn(document.querySelector("form")!, "requestSubmit").mockImplementation(() => undefined);
  installAutosubmit();
  document.querySelector("input")!.dispatchEvent(new Event("change", { bubbles: true }));
  expect(sent).not.toHaveBeenCalled();
  document.querySelector("select")!.dispatchEvent(new Event("change", { bubbles: true }));
  expect(sent).toHaveBeenCalledOnce();
});
