/** Numbers of things in sentences. */

/** "1 role", "2 roles", "2 policies". */
export function counted(count: number, one: string, more = `${one}s`): string {
  return `${count} ${count === 1 ? one : more}`;
}
