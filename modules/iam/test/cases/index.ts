/** The table of contents. */
import { actions } from "./actions";
import { arnConditions } from "./arn-conditions";
import { effects } from "./effects";
import { lateValues } from "./late-values";
import { boundaries, resourceControl, rootUser, serviceControl, sessionPolicies } from "./limits";
import { dateConditions, numericConditions } from "./number-and-date-conditions";
import { booleanAndBinaryConditions, existenceConditions, ipConditions, setConditions } from "./other-conditions";
import { crossAccount, notPrincipal, publicAccess, sameAccount } from "./resource-policies";
import { resources } from "./resources";
import { impliedKeys, keyPolicies, trustPolicies } from "./roles-and-keys";
import { stringConditions } from "./string-conditions";
import { variables } from "./variables";
import type { Chapter } from "./vocabulary";

export const chapters: readonly Chapter[] = [
  effects,
  actions,
  resources,
  stringConditions,
  arnConditions,
  numericConditions,
  dateConditions,
  booleanAndBinaryConditions,
  ipConditions,
  existenceConditions,
  setConditions,
  variables,
  impliedKeys,
  boundaries,
  sessionPolicies,
  serviceControl,
  resourceControl,
  rootUser,
  sameAccount,
  crossAccount,
  trustPolicies,
  keyPolicies,
  publicAccess,
  notPrincipal,
  lateValues,
];
