/** Guards that no theorem is about, each undone in the files of every example: `verify`, `generate --check` and `diff` notice. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { removeFolders, terminal } from "../cli/terminal";

afterAll(removeFolders);

const examples = join(__dirname, "..", "..", "examples");
const platforms = [
  // What no example has: tasks in bridge and in host mode, and privileged containers refused.
  join(__dirname, "..", "cases", "cli", "guards.yaml"),
  ...readdirSync(examples).map((name) => join(examples, name, "platform.yaml")),
].filter((file) => existsSync(file));

/** What is written, and what somebody puts in its place: first of each file in which it stands. */
const undone: readonly (readonly [guard: string, written: RegExp, instead: string])[] = [
  ["roles for tasks", /ECS_ENABLE_TASK_IAM_ROLE=true/, "ECS_ENABLE_TASK_IAM_ROLE=false"],
  [
    "roles for tasks on the host's network",
    /ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST=true/,
    "ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST=false",
  ],
  ["tokens for metadata", /http_tokens( +)= "required"/, 'http_tokens$1= "optional"'],
  ["hops to metadata", /http_put_response_hop_limit( +)= 1/, "http_put_response_hop_limit$1= 2"],
  ["metadata closed to awsvpc tasks", /ECS_AWSVPC_BLOCK_IMDS=true/, "ECS_AWSVPC_BLOCK_IMDS=false"],
  ["the firewall of bridge tasks", /^.*iptables .*169\.254\.169\.254.*$/m, ""],
  ["privileged containers refused", /ECS_DISABLE_PRIVILEGED=true/, "ECS_DISABLE_PRIVILEGED=false"],
  ["tags of images that stay", /image_tag_mutability( +)= "IMMUTABLE"/, 'image_tag_mutability$1= "MUTABLE"'],
  ["a boundary", /^ *permissions_boundary += .*$/m, ""],
];

const counts = new Map(undone.map(([guard]) => [guard, 0]));

describe.each(platforms.map((file) => [relative(join(__dirname, "..", ".."), file), file]))("%s", (_, file) => {
  test("no guard can be undone unseen", async () => {
    const { rolewright, write, files } = terminal();
    write("platform.yaml", readFileSync(file, "utf8"));
    expect((await rolewright("generate", "--quiet")).code).toBe(0);
    await rolewright("generate", "--quiet", "--out", "before");
    for (const [path, text] of Object.entries(files("generated")).filter(([path]) => path.endsWith(".tf"))) {
      for (const [guard, written, instead] of undone.filter(([, pattern]) => pattern.test(text))) {
        write(`generated/${path}`, text.replace(written, instead));
        const answers = [
          await rolewright("verify", "generated"),
          await rolewright("generate", "--check"),
          await rolewright("diff", "before", "generated"),
        ];
        expect({ guard, path, passed: answers.filter(({ code }) => code === 0).length }).toEqual({ guard, path, passed: 0 });
        expect(answers[0]?.out + (answers[0]?.err ?? "")).toContain(path);
        counts.set(guard, (counts.get(guard) ?? 0) + 1);
        write(`generated/${path}`, text);
      }
    }
  });
});

test("each guard was undone somewhere", () => {
  console.info(JSON.stringify(Object.fromEntries(counts)));
  expect([...counts].filter(([, count]) => count === 0)).toEqual([]);
});
