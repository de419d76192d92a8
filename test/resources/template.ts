/**
 * A small evaluator of Terraform templates, enough for the expressions that rolewright writes: it tells what Terraform will see.
 * test/e2e/expression.test.ts asks the real Terraform the same questions.
 */
export type Variables = Readonly<Record<string, string>>;

/** The value of a string in Terraform's JSON syntax. A lone interpolation keeps the type of its expression. */
export function evaluate(template: string, variables: Variables = {}): unknown {
  const reader = new Reader(template, variables);
  const parts = reader.template(() => reader.done());
  return joined(parts);
}

function joined(parts: readonly { readonly value: unknown; readonly literal: boolean }[]): unknown {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined && !only.literal) return only.value;
  return parts.map(({ value }) => String(value)).join("");
}

class Reader {
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly variables: Variables,
  ) {}

  done(): boolean {
    return this.at >= this.text.length;
  }

  /** Literals and interpolations until `ends`; in a quoted template backslashes escape. */
  template(ends: () => boolean, quoted = false): { value: unknown; literal: boolean }[] {
    const parts: { value: unknown; literal: boolean }[] = [];
    let literal = "";
    while (!ends()) {
      if (!this.take("${")) {
        literal += this.literal(quoted);
        continue;
      }
      if (literal !== "") parts.push({ value: literal, literal: true });
      literal = "";
      parts.push({ value: this.expression(), literal: false });
      this.expect("}");
    }
    if (literal !== "") parts.push({ value: literal, literal: true });
    return parts;
  }

  private literal(quoted: boolean): string {
    if (this.done()) throw new Error(`unterminated template in ${this.text}`);
    if (this.text[this.at] === "\r") throw new Error("a bare carriage return: Terraform takes the rest literally");
    if (this.take("$${")) return "${";
    if (this.take("%%{")) return "%{";
    if (this.take("%{")) throw new Error("a directive");
    if (quoted && this.text[this.at] === "\n") throw new Error("a newline in a quoted template");
    if (quoted && this.text[this.at] === "\\") return this.escape();
    return this.text[this.at++] ?? "";
  }

  private escape(): string {
    const [whole, kind = "", code = ""] = /^\\(?:([nrt"\\])|u([0-9a-f]{4}))/.exec(this.text.slice(this.at)) ?? [];
    if (whole === undefined) throw new Error(`a wrong escape in ${this.text}`);
    this.at += whole.length;
    if (code !== "") return String.fromCharCode(Number.parseInt(code, 16));
    return { n: "\n", r: "\r", t: "\t" }[kind] ?? kind;
  }

  private expression(): unknown {
    const left = this.term();
    if (!this.take("==")) return left;
    const equal = left === this.term();
    this.expect("?");
    const yes = this.term();
    this.expect(":");
    const no = this.term();
    return equal ? yes : no;
  }

  private term(): unknown {
    if (this.take('"')) {
      const parts = this.template(() => this.text[this.at] === '"', true);
      this.at += 1;
      return joined(parts);
    }
    if (this.take("[for k in ")) return this.conditional();
    if (this.take("[")) return this.sequence("]");
    if (this.take("{")) return this.object();
    const [word] = /^(?:var\.[a-z0-9_]+|-?[0-9][0-9.e+-]*|[a-z0-9]+)/.exec(this.rest()) ?? [];
    if (word === undefined) throw new Error(`no term at ${this.rest()}`);
    this.at += this.text.length - this.at - this.rest().length + word.length;
    if (this.take("(")) return call(word, this.sequence(")"));
    if (word.startsWith("var.")) return this.variables[word.slice(4)];
    return JSON.parse(word);
  }

  private conditional(): unknown[] {
    const present = this.term() as unknown[];
    this.expect(":");
    const value = this.term();
    this.expect("]");
    return present.map(() => value);
  }

  private sequence(end: string): unknown[] {
    const items: unknown[] = [];
    while (!this.take(end)) {
      if (items.length > 0) this.expect(",");
      items.push(this.term());
    }
    return items;
  }

  private object(): Record<string, unknown> {
    const entries: [string, unknown][] = [];
    while (!this.take("}")) {
      if (entries.length > 0) this.expect(",");
      const key = this.term() as string;
      this.expect("=");
      entries.push([key, this.term()]);
    }
    return Object.fromEntries(entries);
  }

  private rest(): string {
    return this.text.slice(this.at).trimStart();
  }

  /** Skips spaces in expressions only: there every token is asked for by `take` or `expect` with its first character. */
  private take(token: string): boolean {
    const inTemplate = ["$${", "%%{", "%{", "${"].includes(token);
    const start = inTemplate ? this.at : this.text.length - this.rest().length;
    if (!this.text.startsWith(token, start)) return false;
    this.at = start + token.length;
    return true;
  }

  private expect(token: string): void {
    if (!this.take(token)) throw new Error(`expected ${token} at ${this.rest()}`);
  }
}

function call(name: string, values: readonly unknown[]): unknown {
  const [first] = values;
  if (name === "jsonencode") return JSON.stringify(first);
  if (name === "base64encode") return Buffer.from(String(first), "utf8").toString("base64");
  if (name === "compact") return (first as string[]).filter((value) => value !== "");
  if (name === "concat") return (values as unknown[][]).flat();
  throw new Error(`no function ${name}`);
}
