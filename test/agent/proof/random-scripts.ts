/** Random shell scripts around the agent's configuration, by a seed. */

/** A source of choices. */
export interface Dice {
  readonly below: (count: number) => number;
  readonly one: <T>(items: readonly T[]) => T;
}

export function diceOf(seed: number): Dice {
  let state = (seed * 2654435761) >>> 0 || 1;
  const below = (count: number): number => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % count;
  };
  return { below, one: (items) => items[below(items.length)]! };
}

const config = "/etc/ecs/ecs.config";
export const good = [
  "ECS_CLUSTER=production",
  "ECS_ENABLE_TASK_IAM_ROLE=true",
  "ECS_AWSVPC_BLOCK_IMDS=true",
  "ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE=true",
];
const bad = [
  "ECS_ENABLE_TASK_IAM_ROLE=false",
  "ECS_AWSVPC_BLOCK_IMDS=0",
  "ECS_CLUSTER=staging",
  "ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE=no",
  "ECS_ALLOW_OFFHOST_INTROSPECTION_ACCESS=true",
];
const neutral = ["ECS_LOGLEVEL=debug", "ECS_RESERVED_MEMORY=64", "# comment", "HTTP_PROXY=http://proxy:3128"];
export const block = `cat <<'EOF' >> ${config}\n${good.join("\n")}\nEOF`;

export const line = (dice: Dice): string => dice.one([...neutral, ...good, ...good, ...bad]);

function path(dice: Dice): string {
  return dice.one([
    config,
    config,
    config,
    `"${config}"`,
    "/tmp/a",
    "/tmp/b",
    '"$F"',
    "$F",
    "/etc/ecs/ecs.c*",
    "/etc/ecs/../ecs/ecs.config",
  ]);
}

/** Text on standard output. */
function printer(dice: Dice): string {
  const text = line(dice);
  return dice.one([
    `echo ${text.startsWith("#") ? "x" : text}`,
    `echo '${text}'`,
    `echo -n "${text}"`,
    `printf '%s\\n' '${text}'`,
    `printf -- '${text}\\n'`,
    `printf '${text.split("=")[0]}=%s\\n' ${text.split("=")[1] ?? "x"}`,
    `cat /tmp/a`,
    'echo "$V"',
    'echo "$N=$V"',
    "echo $L",
    `echo "$(echo ${text.startsWith("#") ? "x" : text})"`,
    `echo ${text.replaceAll("TASK", "TA''SK").replace("#", "x")}`,
    `echo ${text.replace("#", "x")} | tr e e`,
    `echo ${text.replace("#", "x")} | sed s/true/false/`,
  ]);
}

export function writer(dice: Dice): string {
  const target = path(dice);
  return dice.one([
    `${printer(dice)} >> ${target}`,
    `${printer(dice)} > ${target}`,
    `${printer(dice)} | tee -a ${target} > /dev/null`,
    `${printer(dice)} | sudo tee ${target}`,
    `cat <<EOF >> ${target}\n${line(dice)}\n${line(dice)}\nEOF`,
    `cat <<'EOF' | tee -a ${target}\n${line(dice)}\nEOF`,
    `{ ${printer(dice)}; ${printer(dice)}; } >> ${target}`,
    `( ${printer(dice)} ) >> ${target}`,
    `tee -a ${target} <<< '${line(dice)}'`,
    `for l in '${line(dice)}' '${line(dice)}'; do echo "$l" >> ${target}; done`,
  ]);
}

export function changer(dice: Dice): string {
  const target = path(dice);
  return dice.one([
    `rm -f ${target}`,
    "rm -rf /etc/ecs/*",
    `mv ${config} /tmp/b`,
    `mv /tmp/a ${target}`,
    `cp /tmp/a ${target}`,
    `cp ${config} /tmp/b`,
    `sed -i 's/true/false/' ${target}`,
    `sed -i 's/${dice.one(["debug", "info", "TASK", "t[r]ue", "^ECS_CL.*", "x*"])}/${dice.one(["warn", "false", ""])}/' ${target}`,
    `sed -i '/${dice.one(["IAM_ROLE", "LOGLEVEL", "ECS_", "zzz"])}/d' ${target}`,
    `sed -i '${dice.one(["1d", "$d", "2,$d"])}' ${config}`,
    `: > ${target}`,
    `truncate -s 0 ${target}`,
    `x=$(rm -f ${target})`,
    `cat /tmp/b > ${config}`,
    `grep -v ${dice.one(["IMDS", "zzz"])} ${config} > /tmp/b`,
    `cd /etc/ecs && rm -f ecs.config; cd /`,
    `ln -sf /tmp/a ${config}`,
    `find /etc/ecs -name 'ecs*' -delete`,
    `echo ${config} | xargs rm -f`,
    `C=rm; $C -f ${config}`,
  ]);
}

function assignment(dice: Dice): string {
  return dice.one([
    `F=${dice.one([config, "/tmp/a", "/tmp/b"])}`,
    `V=${dice.one(["true", "false", "production"])}`,
    `N=${dice.one(["ECS_ENABLE_TASK_IAM_ROLE", "ECS_LOGLEVEL", "ECS_CLUSTER"])}`,
    `L='${line(dice)}'`,
    `L="$N=$V"`,
    `V=$(echo ${dice.one(["true", "false"])})`,
    `(( n = 1 << 3 ))`,
    `export V=${dice.one(["true", "false"])}`,
    `V=\${V:-${dice.one(["true", "false"])}}`,
  ]);
}

const condition = (dice: Dice): string =>
  dice.one(["true", "false", "[ -f /tmp/a ]", "[ 1 = 2 ]", "[[ -n $V ]]", "(( 1 > 2 ))", "! true", `grep -q debug ${config}`]);

/** A script's commands that run by way of another shell. */
function indirect(dice: Dice, depth: number): string {
  const inner = dice.one([writer(dice), changer(dice)]);
  const simple = !inner.includes("'") && !inner.includes("\n");
  return dice.one([
    `cat <<'OUTER' | bash\n${inner}\nOUTER`,
    `bash <<'OUTER'\n${inner}\nOUTER`,
    `cat > /tmp/s.sh <<'OUTER'\n#!/bin/bash\n${inner}\nOUTER\n${dice.one(["bash /tmp/s.sh", "chmod +x /tmp/s.sh; /tmp/s.sh", ". /tmp/s.sh", "true"])}`,
    simple ? `bash -c '${inner}'` : inner,
    simple ? `eval '${inner}'` : inner,
    simple ? `timeout 5 nice -n 3 bash -c '${inner}'` : inner,
    simple ? `sudo -u root sh -c '${inner}'` : inner,
    `f() { ${inner}\n}\n${dice.one(["f", "f f", "true", "f || true"])}`,
    `( sleep 0.05; ${inner}\n) &`,
    `trap '${simple ? inner : "true"}' EXIT`,
    `echo ${Buffer.from(inner).toString("base64")} | base64 -d | sh`,
    `x=\`${simple ? inner.replaceAll("`", "") : "true"}\``,
    depth > 0 ? statement(dice, depth - 1) : inner,
  ]);
}

function statement(dice: Dice, depth: number): string {
  const body = (): string => (depth > 0 ? statement(dice, depth - 1) : writer(dice));
  switch (dice.below(depth > 0 ? 16 : 7)) {
    case 0:
    case 1:
      return writer(dice);
    case 2:
      return changer(dice);
    case 3:
    case 4:
      return assignment(dice);
    case 5:
      return dice.one(["true", "exit 0", "return 0 2>/dev/null", "set -e", "exec true", "false", "cd /tmp", "cd /"]);
    case 6:
    case 7:
    case 8:
      return indirect(dice, depth);
    case 9:
      return `if ${condition(dice)}; then\n${body()}\nelse\n${body()}\nfi`;
    case 10:
      return `if ${condition(dice)}; then\n${body()}\nfi`;
    case 11:
      return `for i in 1 2; do\n${body()}\n${body()}\ndone`;
    case 12:
      return `${condition(dice)} ${dice.one(["&&", "||"])} {\n${body()}\n}`;
    case 13:
      return `case "$V" in true) ${body()}\n;; *) ${body()}\n;; esac`;
    case 14:
      return `(\n${body()}\n${body()}\n)`;
    default:
      return `n=0; while [ $n -lt 2 ]; do n=$((n+1))\n${body()}\ndone`;
  }
}

/** A script; with `complete` the lines that the platform asks for are in it, somewhere. */
export function randomScript(seed: number, complete: boolean): string {
  const dice = diceOf(seed);
  const count = 1 + dice.below(4);
  const statements = Array.from({ length: count }, () => statement(dice, 2));
  if (complete) {
    const wrapped = dice.one([
      block,
      block,
      block,
      `if ${condition(dice)}; then\n${block}\nfi`,
      `g() {\n${block}\n}\n${dice.one(["g", "true"])}`,
      `true && ${block}`,
    ]);
    statements.splice(dice.below(count + 1), 0, wrapped);
  }
  return `#!/bin/bash\n${statements.join("\n")}\n`;
}
