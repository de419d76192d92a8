/** IPv4 and IPv6 addresses and ranges in CIDR notation (RFC 4632, RFC 4291). */

/** A range: the first `prefix` of `width` bits are fixed. A single address fixes all of them. */
export interface IpRange {
  readonly width: 32 | 128;
  readonly bits: bigint;
  readonly prefix: number;
}

/**
 * The range that the text writes, undefined when it is none. Without `/prefix` it is one address
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress).
 */
export function ipRange(text: string): IpRange | undefined {
  const slash = text.indexOf("/");
  const address = slash === -1 ? text : text.slice(0, slash);
  const width = address.includes(":") ? 128 : 32;
  const bits = width === 128 ? ipv6(address) : ipv4(address);
  const prefix = slash === -1 ? width : prefixLength(text.slice(slash + 1), width);
  return bits === undefined || prefix === undefined ? undefined : { width, bits, prefix };
}

/** Whether all addresses of `inner` lie in `outer`. */
export function includes(outer: IpRange, inner: IpRange): boolean {
  if (outer.width !== inner.width || inner.prefix < outer.prefix) return false;
  const shift = BigInt(outer.width - outer.prefix);
  return outer.bits >> shift === inner.bits >> shift;
}

function prefixLength(text: string, width: number): number | undefined {
  return /^\d{1,3}$/.test(text) && Number(text) <= width ? Number(text) : undefined;
}

function ipv4(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined;
  return parts.reduce((bits, part) => (bits << 8n) | BigInt(part), 0n);
}

function ipv6(text: string): bigint | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half, index) => groupsOf(half, index === halves.length - 1));
  if (head === undefined || (halves.length === 2 && tail === undefined)) return undefined;
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => 0n), ...(tail ?? [])];
  return groups.reduce((bits, group) => (bits << 16n) | group, 0n);
}

/** The 16-bit groups of one side of `::`; the last group of an address may be an IPv4 address. */
function groupsOf(text: string, isEnd: boolean): readonly bigint[] | undefined {
  if (text === "") return [];
  const groups: bigint[] = [];
  const parts = text.split(":");
  for (const [index, part] of parts.entries()) {
    const embedded = isEnd && index === parts.length - 1 ? ipv4(part) : undefined;
    if (embedded !== undefined) groups.push(embedded >> 16n, embedded & 0xffffn);
    else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(BigInt(`0x${part}`));
    else return undefined;
  }
  return groups;
}

/** The address with these bits, IPv6 in full. */
export function showAddress(bits: bigint, width: 32 | 128): string {
  const [size, radix, separator] = width === 32 ? ([8n, 10, "."] as const) : ([16n, 16, ":"] as const);
  const groups = Array.from(
    { length: width / Number(size) },
    (_, index) => (bits >> (BigInt(width) - size * BigInt(index + 1))) & ((1n << size) - 1n),
  );
  return groups.map((group) => group.toString(radix)).join(separator);
}
