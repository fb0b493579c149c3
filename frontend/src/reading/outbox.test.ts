import { describe, expect, it, vi } from "vitest";
import { type Answer, type Deed, Outbox, type Watcher } from "./outbox";

const reply = (status: number, answer: Answer = {}) => new Response(JSON.stringify(answer), { status });
const settle = () => new Promise((done) => setTimeout(done, 0));

const setting = (...replies: (Response | Error)[]) => {
  const sent: string[] = [];
  const told: string[] = [];
  const send = vi.fn(async (address: string | URL | Request) => {
    sent.push(String(address));
    const next = replies.shift() ?? reply(200);
    if (next instanceof Error) throw next;
    return next;
  });
  const watcher: Watcher = {
    state: (state, count) => void told.push(`${state} ${count}`),
    refused: (answer) => void told.push(`refused ${answer.code}`),
    unreachable: () => void told.push("unreachable"),
  };
  const undone: string[] = [];
  const outbox = new Outbox(watcher, send as typeof fetch, async () => undefined);
  const deed = (name: string, further: Partial<Deed> = {}): Deed => ({ address: name, content: {}, about: name, takeBack: () => void undone.push(name), ...further });
  return { outbox, sent, told, undone, deed };
};

describe("Outbox", () => {
  it("sends in order, one at a time", async () => {
    const { outbox, sent, told, deed } = setting();
    for (const name of ["a", "b", "c"]) outbox.put(deed(name));
    await settle();
    expect(sent).toEqual(["a", "b", "c"]);
    expect(told.at(-1)).toBe("saved 0");
  });

  it("lets a deed tell itself why it was refused", async () => {
    const { outbox, told, undone, deed } = setting(reply(409, { code: "B505" }), reply(409, { code: "B404" }));
    outbox.put(deed("a", { refused: ({ code }) => code === "B505" }));
    outbox.put(deed("b", { refused: ({ code }) => code === "B505" }));
    await settle();
    expect(undone).toEqual(["a", "b"]);
    expect(told.filter((one) => one.startsWith("refused"))).toEqual(["refused B404"]);
  });

  it("keeps trying in the same order while the server is away", async () => {
    const { outbox, sent, told, undone, deed } = setting(new Error("away"), reply(503));
    outbox.put(deed("a"));
    outbox.put(deed("b"));
    await settle();
    expect(sent).toEqual(["a", "a", "a", "b"]);
    expect(told).toContain("waiting 2");
    expect(undone).toEqual([]);
  });

  it("takes a refused deed back and says why, and goes on", async () => {
    const { outbox, told, undone, deed, sent } = setting(reply(409, { code: "B404" }));
    outbox.put(deed("a"));
    outbox.put(deed("b"));
    await settle();
    expect(undone).toEqual(["a"]);
    expect(told).toContain("refused B404");
    expect(sent).toEqual(["a", "b"]);
  });

  it("drops deeds about what the server refused to make", async () => {
    const { outbox, undone, sent, deed } = setting(reply(403, { code: "B102" }));
    outbox.put(deed("new", { makes: true }));
    outbox.put(deed("change", { about: "new" }));
    await settle();
    expect(sent).toEqual(["new"]);
    expect(undone).toEqual(["new", "change"]);
  });

  it("stops when the text was corrected meanwhile: every position is another's", async () => {
    const { outbox, undone, told, deed } = setting(reply(409, { code: "B302" }));
    for (const name of ["a", "b", "c"]) outbox.put(deed(name));
    await settle();
    expect(undone).toEqual(["a", "c", "b"]);
    expect(told.at(-1)).toBe("stopped 0");
    outbox.put(deed("d"));
    expect(undone.at(-1)).toBe("d");
  });

  it("never repeats an undo that got no answer", async () => {
    const { outbox, sent, told, deed } = setting(new Error("away"));
    outbox.put(deed("undo", { once: true }));
    await settle();
    expect(sent).toEqual(["undo"]);
    expect(told).toContain("unreachable");
  });
});
