import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { knownRegions, partitionOf, partitions } from "../../modules/iam/partition";
import { ecrHost, type Image, imageProblem, parseImage } from "../../modules/model/image";
import { runs } from "../laws";

interface Cases {
  readonly accepted: readonly { readonly claim: string; readonly text: string; readonly image: Omit<Image, "uri"> }[];
  readonly refused: readonly { readonly claim: string; readonly text: string; readonly why: string }[];
}

const cases: Cases = JSON.parse(readFileSync(join(__dirname, "../cases/model/images.json"), "utf8"));

const property = { seed: 20260101, numRuns: runs(300) };

describe("parseImage", () => {
  test.each(cases.accepted)("accepts $claim", ({ text, image }) => {
    expect(parseImage(text)).toStrictEqual({ ...image, uri: text });
    expect(imageProblem(text, [])).toBeUndefined();
  });

  test.each(cases.refused)("refuses $claim", ({ text, why }) => {
    expect(parseImage(text)).toBeUndefined();
    const problem = imageProblem(text, ["image"]);
    expect(problem).toMatchObject({ code: "invalid-image", severity: "error", path: ["image"] });
    expect(problem?.message).toContain(why);
    expect(problem?.help).toBeTruthy();
  });

  test("covers every partition with an IPv4 and a dual-stack registry", () => {
    const seen = cases.accepted.map(({ image }) => image as Image).filter((image) => image.kind === "ecr");
    for (const partition of partitions) {
      const here = seen.filter((image) => image.partition === partition);
      expect(new Set(here.map((image) => image.dualStack))).toStrictEqual(new Set([true, false]));
    }
  });

  test("bug 17: repository names that start with a digit are accepted", () => {
    expect(parseImage(`${ecrHost("111122223333", "us-east-1", "aws")}/2048-game:1`)?.repository).toBe("2048-game");
  });

  test("reads back every host that ecrHost writes, with the partition's own suffix", () => {
    for (const region of knownRegions) {
      const partition = partitionOf(region)!;
      const host = ecrHost("000000000001", region, partition);
      expect(parseImage(`${host}/app:1`)).toMatchObject({ kind: "ecr", account: "000000000001", region, partition, host });
    }
  });

  test("the parts put together again are the reference", () => {
    const word = fc.stringMatching(/^[a-z0-9]{1,8}$/);
    const host = fc.constantFrom("", "ghcr.io/", "localhost:5000/", "111122223333.dkr.ecr.us-gov-west-1.amazonaws.com/");
    const repository = fc.array(word, { minLength: 2, maxLength: 4 }).map((parts) => parts.join("/"));
    const tag = fc.option(fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,20}$/), { nil: undefined });
    const digest = fc.option(fc.stringMatching(/^sha256:[0-9a-f]{64}$/), { nil: undefined });
    fc.assert(
      fc.property(host, repository, tag, digest, (at, name, version, hash) => {
        const uri = `${at}${name}${version === undefined ? "" : `:${version}`}${hash === undefined ? "" : `@${hash}`}`;
        const image = parseImage(uri);
        expect(image).toMatchObject({ uri, repository: name });
        expect([image?.tag, image?.digest]).toStrictEqual([version, hash]);
      }),
      property,
    );
  });

  test("never throws, and refuses or keeps the text as it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const image = parseImage(text);
        expect(image === undefined).toBe(imageProblem(text, []) !== undefined);
        if (image !== undefined) expect(image.uri).toBe(text);
      }),
      property,
    );
  });

  test.each(["a:", "a@", "a/", "a.", "a-", "_", "[:"])("answers at once for a long repetition of %s", (unit) => {
    expect(parseImage(unit.repeat(1_000_000))).toBeUndefined();
  });
});
