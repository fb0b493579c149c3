/** Two people at one coding: what another wrote stands, and what was written here is told beside it, so that nothing is lost unseen. */
import { type Coding, say } from "./data";
import { quoted } from "./deeds";
import { valenceName } from "./labels";
import type { Answer } from "./outbox";
import { shown, type Store } from "./store";
import type { Surface } from "./surface";

interface Conflict {
  readonly coding: Coding;
  readonly values: Partial<Coding>; // what was wanted here
  readonly store: Store;
  readonly surface: Surface;
}

/** Say who changed what, to what, and what was wanted here; in the server's words where a value has none of its own. */
export const conflictIn = (answer: Answer, conflict: Conflict): string => {
  const theirs = { ...conflict.coding, ...(answer.changes?.[0]?.row as Partial<Coding> | undefined) };
  const yours = { ...conflict.coding, ...conflict.values };
  const names = Object.keys(conflict.values);
  const [them, us] = [theirs, yours].map((coding) => names.map((name) => said(coding, name, conflict) || say("nothing_there")).join(", "));
  if (!names.every((name) => TOLD.has(name))) return [answer.what, answer.hint].filter(Boolean).join(" ");
  return say("conflict", { by: answer.by ?? "", theirs: them ?? "", yours: us ?? "" });
};

const TOLD = new Set(["reduced", "memo", "service", "topic_id", "code_id", "valence", "aspect", "start", "end"]);

const said = (coding: Coding, name: string, { store, surface }: Conflict): string => {
  if (name === "topic_id") return store.topics.get(coding.topic_id ?? "")?.name ?? "";
  if (name === "code_id") return shown(store.nodes.get(coding.code_id));
  if (name === "valence") return valenceName(coding.valence);
  if (name === "aspect") return coding.aspect && say(coding.aspect);
  if (name === "start" || name === "end") return quoted(surface.passages.textOf(coding));
  return String(coding[name as "reduced" | "memo" | "service"]);
};
