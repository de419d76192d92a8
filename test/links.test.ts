/** Every relative link of a page leads to a file, and to a heading where it names one. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

const root = join(__dirname, "..");
const folders = ["docs", "docs/decisions", "examples", "modules", "schema"];
const pages = [".", ...folders]
  .flatMap((folder) =>
    readdirSync(join(root, folder), { encoding: "utf8", recursive: folder === "examples" || folder === "modules" }).map((name) =>
      join(folder, name),
    ),
  )
  .filter((path) => path.endsWith(".md") && !path.includes("generated"));

/** The anchors that GitHub gives to the headings of a page. */
function anchorsOf(text: string): ReadonlySet<string> {
  const seen = new Map<string, number>();
  return new Set(
    [...withoutBlocks(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => {
      const plain = heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
      const anchor = plain.replaceAll(/[^\p{L}\p{N} _-]/gu, "").replaceAll(" ", "-");
      const count = seen.get(anchor) ?? 0;
      seen.set(anchor, count + 1);
      return count === 0 ? anchor : `${anchor}-${count}`;
    }),
  );
}

function withoutBlocks(text: string): string {
  return text.replaceAll(/^```[\s\S]*?^```/gm, "");
}

const links = pages.flatMap((page) =>
  [
    ...withoutBlocks(readFileSync(join(root, page), "utf8"))
      .replaceAll(/`[^`\n]*`/g, "")
      .matchAll(/\]\(([^)\s]+)\)/g),
  ]
    .map(([, target = ""]) => [page, target] as const)
    .filter(([, target]) => !/^[a-z]+:/.test(target)),
);

test("there are links to check", () => {
  expect(pages).toEqual(expect.arrayContaining(["README.md", "docs/README.md", "CONTRIBUTING.md"]));
  expect(links.length).toBeGreaterThan(50);
});

test.each(links)("%s links to %s", (page, target) => {
  const [path = "", anchor] = target.split("#");
  const file = path === "" ? join(root, page) : join(root, dirname(page), decodeURIComponent(path));
  expect(existsSync(file)).toBe(true);
  if (anchor !== undefined && statSync(file).isFile()) expect(anchorsOf(readFileSync(file, "utf8"))).toContain(anchor);
});
