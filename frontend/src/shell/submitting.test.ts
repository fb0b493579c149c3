import { expect, it } from "vitest";

import { installSubmitting } from "./submitting";

const submitted = (form: Element): boolean => form.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));

it("sends a form once, until its page is shown again; one that asks may be sent again", () => {
  document.body.innerHTML = `<form id="adds" method="post"></form><form id="asks" method="get"></form>`;
  installSubmitting();
  const [adds, asks] = [document.querySelector("#adds")!, document.querySelector("#asks")!];
  expect([submitted(adds), submitted(adds)]).toEqual([true, false]);
  expect([submitted(asks), submitted(asks)]).toEqual([true, true]);
  dispatchEvent(new Event("pageshow"));
  expect(submitted(adds)).toBe(true);
});
