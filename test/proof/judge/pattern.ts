/** Patterns with `*` and `?` by the plainest code there is: the judge trusts no glob of the engine on its own side. */

/** Whether the text is one that the pattern writes. */
export function fits(pattern: string, text: string): boolean {
  let [at, from, star, mark] = [0, 0, -1, 0];
  while (from < text.length) {
    if (at < pattern.length && (pattern[at] === "?" || (pattern[at] === text[from] && pattern[at] !== "*"))) {
      at += 1;
      from += 1;
    } else if (pattern[at] === "*") {
      star = at;
      mark = from;
      at += 1;
    } else if (star >= 0) {
      at = star + 1;
      mark += 1;
      from = mark;
    } else return false;
  }
  while (pattern[at] === "*") at += 1;
  return at === pattern.length;
}

/** Whether there is a wildcard in it. */
export function isOpen(pattern: string): boolean {
  return pattern.includes("*") || pattern.includes("?");
}

/** What stands before the first wildcard. */
export function headOf(pattern: string): string {
  const end = pattern.search(/[*?]/);
  return end === -1 ? pattern : pattern.slice(0, end);
}

/** A text that both patterns write, if there is one: tried letter by letter, remembering what led nowhere. */
export function meet(left: string, right: string): string | undefined {
  const [one, two] = [headOf(left), headOf(right)];
  if (!one.startsWith(two) && !two.startsWith(one)) return undefined;
  const dead = new Set<number>();
  const from = (a: number, b: number): string | undefined => {
    if (a === left.length && b === right.length) return "";
    const place = a * (right.length + 1) + b;
    if (dead.has(place)) return undefined;
    dead.add(place);
    const [x, y] = [left[a], right[b]];
    if (x === "*") return from(a + 1, b) ?? (y && follow(y, from(a, b + 1)));
    if (y === "*") return from(a, b + 1) ?? (x && follow(x, from(a + 1, b)));
    const letter = common(x, y);
    return letter && follow(letter, from(a + 1, b + 1));
  };
  return from(0, 0);
}

/** The letter that two letters of patterns have in common. */
function common(x: string | undefined, y: string | undefined): string | undefined {
  if (x === undefined || y === undefined || x === y) return x === y ? x : undefined;
  return x === "?" ? y : y === "?" ? x : undefined;
}

/** A letter that both sides can have here, before the rest; a wildcard of one side is spelled out. */
function follow(letter: string, rest: string | undefined): string | undefined {
  if (rest === undefined) return undefined;
  return letter === "*" ? rest : (letter === "?" ? "x" : letter) + rest;
}

/** Texts that the pattern writes: with nothing, a letter or a step down for each star. */
export function samplesOf(pattern: string): readonly string[] {
  if (!isOpen(pattern)) return [pattern];
  const spelled = pattern.replaceAll("?", "x");
  return spelled.includes("*") ? ["", "x", "x/y"].map((each) => spelled.replaceAll("*", each)) : [spelled];
}
