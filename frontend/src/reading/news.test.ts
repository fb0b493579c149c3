import { describe, expect, it } from "vitest";
import type { Page } from "./data";
import { News, type Told } from "./news";
import type { Outbox } from "./outbox";

const told = (further: Partial<Told> = {}): Told => ({ since: "8.0", revision: 0, changes: [], keys: {}, by: ["Aino"], ...further });

const setting = (...replies: (Told | null)[]) => {
  const asked: string[] = [];
  const taken: string[] = [];
  const outbox = { count: 0, taken: 0 };
  const during = { now: () => undefined as void };
  const get = async (address: string | URL | Request) => {
    asked.push(String(address));
    during.now();
    const next = replies.shift() ?? null;
    return next ? new Response(JSON.stringify(next)) : new Response(null, { status: 204 });
  };
  const page = { since: "7.0", document: { revision: 0 }, addresses: { news: "/news/" } } as unknown as Page;
  const take = (news: Told) => void taken.push(news.since);
  const news = new News(page, outbox as unknown as Outbox, take, () => void taken.push("outdated"), get as typeof fetch);
  return { news, asked, taken, outbox, during };
};

describe("News", () => {
  it("are asked for since what was told last", async () => {
    const { news, asked, taken } = setting(null, told(), null);
    for (let time = 0; time < 3; time += 1) await news.ask();
    expect(asked).toEqual(["/news/?since=7.0", "/news/?since=7.0", "/news/?since=8.0"]);
    expect(taken).toEqual(["8.0"]);
  });

  it("wait while something done here is on its way, and are dropped when something was done meanwhile", async () => {
    const { news, asked, taken, outbox, during } = setting(told(), told());
    outbox.count = 1;
    await news.ask();
    expect(asked).toEqual([]);
    outbox.count = 0;
    during.now = () => void (outbox.taken += 1);
    await news.ask();
    expect(taken).toEqual([]);
    during.now = () => undefined;
    await news.ask();
    expect(taken).toEqual(["8.0"]);
  });

  it("end when the text was corrected", async () => {
    const { news, asked, taken } = setting(told({ revision: 5 }), told());
    await news.ask();
    await news.ask();
    expect([asked.length, taken]).toEqual([1, ["outdated"]]);
  });
});
