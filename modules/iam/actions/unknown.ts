/** Actions that AWS does not have: a grant of one allows nothing, and a claim about one says nothing. */
import { error, type Path, type Problem, quote } from "../../problem";
import { nearlySame } from "../../wording";
import { actionsMatching, serviceFacts, servicePrefixes } from "./reference";
import { isKnownAction } from "./table";

/**
 * `unknown-action` when the reference has no action of this name or pattern, in any case, with the nearest one that it has. Actions that `vouched` has,
 * in lower case, somebody says AWS has.
 */
export function unknownAction(action: string, path: Path, vouched: ReadonlySet<string>): Problem | undefined {
  if (vouched.has(action.toLowerCase()) || isKnownAction(action)) return undefined;
  const near = nearestAction(action);
  const what = /[*?]/.test(action) ? `no action of AWS is matched by ${quote(action)}` : `AWS has no action ${quote(action)}`;
  return error("unknown-action", path, what, near === undefined ? newer : `did you mean ${quote(near)}? Otherwise ${newer}`);
}

const newer = "name an action that AWS has added since in `unchecked` of the statement, too";

/** The action or service that the text is most likely meant to be. */
function nearestAction(action: string): string | undefined {
  const [prefix = "", name = ""] = action.split(":");
  const service = serviceFacts(prefix.toLowerCase());
  if (service === undefined) {
    const near = nearlySame(prefix, servicePrefixes(), 2);
    if (near === undefined) return undefined;
    return actionsMatching(`${near}:${name}`).length > 0 ? `${near}:${name}` : (within(near, name) ?? `${near}:...`);
  }
  return within(service.prefix, name) ?? elsewhere(name);
}

function within(prefix: string, name: string): string | undefined {
  const names = [...(serviceFacts(prefix)?.actions.values() ?? [])].map((facts) => facts.name.slice(prefix.length + 1));
  if (!/[*?]/.test(name)) return prefixed(prefix, nearlySame(name, names, name.length < 6 ? 2 : 3));
  // `Gett*` may be `Get*`: the beginning of a name that is nearly the same
  const [begin = ""] = name.split(/[*?]/);
  if (begin.length < 3) return undefined;
  const lengths = [begin.length - 1, begin.length, begin.length + 1];
  const begins = [...new Set(lengths.flatMap((length) => names.map((one) => one.slice(0, length))))];
  const near = nearlySame(begin, begins, 2);
  return near === undefined ? undefined : `${prefix}:${near}*`;
}

function prefixed(prefix: string, name: string | undefined): string | undefined {
  return name === undefined ? undefined : `${prefix}:${name}`;
}

/** The action of the same name of another service, if there is but one. */
function elsewhere(name: string): string | undefined {
  if (/[*?]/.test(name)) return undefined;
  const found = servicePrefixes().flatMap((prefix) => serviceFacts(prefix)?.actions.get(name.toLowerCase()) ?? []);
  return found.length === 1 ? found[0]?.name : undefined;
}
