/** `sqs`, `sns`, `kinesis`, `firehose`, `events` and `ses`: from names to ARNs. */

import { show, type Text, text } from "../../iam/text";
import { error, quote } from "../../problem";
import { isVariable, type OrVariable } from "../scope";
import { about, findLimits, given, type Resolver } from "./draft";
import { type Found, find, findHere, ifNamed, type Kind, type Site } from "./identifier";
import { findKey } from "./key";
import { literalProblem } from "./literal";

const queue: Kind = {
  called: "queue",
  service: "sqs",
  resource: /^([A-Za-z0-9_-]{1,80}|[A-Za-z0-9_-]{1,75}\.fifo)$/,
  name: /^(?:[A-Za-z0-9_-]{1,80}|[A-Za-z0-9_-]{1,75}\.fifo)$/,
  names: "at most 80 letters, digits, `_` and `-` (no URL), `.fifo` at the end",
  form: (name) => name,
  example: "arn:aws:sqs:us-east-1:111122223333:orders",
};

/** Messages of a queue. Codes: those of `find` and `findKey`. */
export const sqs: Resolver<"sqs"> = (spec, site) => {
  const found = find(spec.queue, "queue", queue, site, spec);
  const key = found && findKey(spec.key, found.place, site);
  return found && key && { ...about(found), resources: { queue: [found.arn] }, ...key };
};

const topic: Kind = {
  called: "topic",
  service: "sns",
  resource: /^([A-Za-z0-9_-]{1,256}|[A-Za-z0-9_-]{1,251}\.fifo)$/,
  name: /^(?:[A-Za-z0-9_-]{1,256}|[A-Za-z0-9_-]{1,251}\.fifo)$/,
  names: "at most 256 letters, digits, `_` and `-`, `.fifo` at the end",
  form: (name) => name,
  example: "arn:aws:sns:us-east-1:111122223333:orders",
};

/** Messages to a topic. Codes: those of `find` and `findKey`. */
export const sns: Resolver<"sns"> = (spec, site) => {
  const found = find(spec.topic, "topic", topic, site, spec);
  const key = found && findKey(spec.key, found.place, site);
  return found && key && { ...about(found), resources: { topic: [found.arn] }, ...key };
};

const stream: Kind = {
  called: "data stream",
  service: "kinesis",
  resource: /^stream\/([A-Za-z0-9_.-]{1,128})$/,
  name: /^[A-Za-z0-9_.-]{1,128}$/,
  names: "at most 128 letters, digits, `_`, `.` and `-`",
  form: (name) => text`stream/${name}`,
  example: "arn:aws:kinesis:us-east-1:111122223333:stream/clicks",
};

/** Records of a data stream; without a consumer they are read with shared throughput. Codes: those of `find` and `findKey`. */
export const kinesis: Resolver<"kinesis"> = (spec, site) => {
  const found = find(spec.stream, "stream", stream, site, spec);
  const key = found && findKey(spec.key, found.place, site);
  const consumer = found && spec.consumer !== undefined ? consumerOf(spec.consumer, found, site) : undefined;
  if (found === undefined || key === undefined || (spec.consumer !== undefined && consumer === undefined)) return undefined;
  return {
    ...about(found),
    resources: given<readonly Text[]>({ stream: [found.arn], consumer: consumer === undefined ? undefined : [consumer] }),
    flags: consumer === undefined ? ["shared"] : [],
    ...key,
  };
};

function consumerOf(consumer: OrVariable, { arn }: Found, { scope, path: base }: Site): Text | undefined {
  const path = [...base, "consumer"];
  if (isVariable(consumer)) {
    return text`${arn}/consumer/${scope.variable(consumer, "name", path, "name of the consumer of `kinesis`")}:*`;
  }
  const name = /^[A-Za-z0-9_.-]{1,128}$/;
  const whole = consumer.startsWith(`${show(arn)}/consumer/`)
    ? consumer.slice(show(arn).length + "/consumer/".length)
    : undefined;
  const isArn = whole !== undefined && /^[A-Za-z0-9_.-]{1,128}:[0-9]+$/.test(whole);
  const problem =
    literalProblem(consumer, path) ??
    (isArn || name.test(consumer)
      ? undefined
      : error(
          "invalid-name",
          path,
          `${quote(consumer)} is not a consumer of the stream`,
          "write the consumer's name, or its ARN of this stream",
        ));
  if (problem !== undefined) scope.report(problem);
  if (problem !== undefined) return undefined;
  return isArn ? consumer : text`${arn}/consumer/${consumer}:*`;
}

const deliveryStream: Kind = {
  called: "Firehose stream",
  service: "firehose",
  resource: /^deliverystream\/([A-Za-z0-9_.-]{1,64})$/,
  name: /^[A-Za-z0-9_.-]{1,64}$/,
  names: "at most 64 letters, digits, `_`, `.` and `-`",
  form: (name) => text`deliverystream/${name}`,
  example: "arn:aws:firehose:us-east-1:111122223333:deliverystream/logs",
};

/** Records to a Firehose stream. Codes: those of `findHere`. */
export const firehose: Resolver<"firehose"> = (spec, site) => {
  const found = findHere(spec.stream, "stream", deliveryStream, site, spec);
  return found && { ...about(found), resources: { deliverystream: [found.arn] } };
};

const bus: Kind = {
  called: "event bus",
  service: "events",
  resource: /^event-bus\/([A-Za-z0-9_./-]{1,256})$/,
  name: /^[A-Za-z0-9_./-]{1,256}$/,
  names: "at most 256 letters, digits, `_`, `.`, `/` and `-`",
  form: (name) => text`event-bus/${name}`,
  example: "arn:aws:events:us-east-1:111122223333:event-bus/orders",
};

/** Events to a bus. Codes: those of `find` and `findLimits`. */
export const events: Resolver<"events"> = (spec, site) => {
  const found = find(spec.bus, "bus", bus, site, spec);
  const limits = findLimits({ source: spec.source, detailType: spec.detailType }, site);
  return found && limits && { ...about(found), resources: { "event-bus": [found.arn] }, limits };
};

const identity: Kind = {
  called: "SES identity",
  service: "ses",
  resource: /^identity\/([A-Za-z0-9.@_+=-]{1,320})$/,
  name: /^[A-Za-z0-9._+=-]+(?:@[A-Za-z0-9.-]+)?$/,
  names: "a domain or an address",
  form: (name) => text`identity/${name}`,
  example: "arn:aws:ses:us-east-1:111122223333:identity/example.com",
};

const configurationSet: Kind = {
  ...identity,
  called: "configuration set",
  resource: /^configuration-set\/([A-Za-z0-9_-]{1,64})$/,
  name: /^[A-Za-z0-9_-]{1,64}$/,
  names: "at most 64 letters, digits, `_` and `-`",
  form: (name) => text`configuration-set/${name}`,
  example: "arn:aws:ses:us-east-1:111122223333:configuration-set/orders",
};

const template: Kind = {
  ...configurationSet,
  called: "template",
  resource: /^template\/([A-Za-z0-9_-]{1,64})$/,
  form: (name) => text`template/${name}`,
  example: "arn:aws:ses:us-east-1:111122223333:template/receipt",
};

/** Mail from an identity. Codes: those of `find` and `findLimits`. */
export const ses: Resolver<"ses"> = (spec, site) => {
  const found = find(spec.identity, "identity", identity, site, ifNamed(spec.identity, spec));
  const limits = findLimits({ from: spec.from }, site);
  const set =
    spec.configurationSet === undefined
      ? "none"
      : find(spec.configurationSet, "configurationSet", configurationSet, site, ifNamed(spec.configurationSet, spec));
  const stored =
    spec.template === undefined ? "none" : find(spec.template, "template", template, site, ifNamed(spec.template, spec));
  if (found === undefined || limits === undefined || set === undefined || stored === undefined) return undefined;
  const resources = {
    identity: [found.arn],
    "configuration-set": set === "none" ? undefined : [set.arn],
    template: stored === "none" ? undefined : [stored.arn],
  };
  return { ...about(found), resources: given<readonly Text[]>(resources), limits };
};
