#!/usr/bin/env node
/** The `rolewright` command. */
import { processIo } from "./io";
import { run } from "./run";

void run(process.argv.slice(2), processIo()).then((code) => {
  // Not `process.exit`: what is still on its way to a pipe must arrive.
  process.exitCode = code;
});
