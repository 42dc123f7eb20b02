import { OperatorError } from "../processes/operator-error";
import { runCommand } from "../processes/run-command";

/** Whom PostgreSQL runs as: empty for the user at the terminal, uid and gid of `postgres` for root, as which it refuses to run. */
export type Account = { uid?: number; gid?: number };

/** @throws OperatorError when root has no `postgres` user and cannot make one. */
export async function findAccount(): Promise<Account> {
  if (process.getuid?.() !== 0) return {};
  const known = await lookUpAccount();
  if (known !== undefined) return known;
  const args = ["--system", "--user-group", "--no-create-home", "--shell", "/bin/false", "postgres"];
  const created = await runCommand("useradd", args);
  const account = await lookUpAccount();
  if (account !== undefined) return account;
  throw new OperatorError(
    `PostgreSQL does not run as root and the user "postgres" could not be created (${created.output}): start Posthorn as an ordinary user, or set DATABASE_URL.`,
  );
}

/** Whether this account may enter a folder or execute a file, all parent folders included. */
export async function canReach(account: Account, path: string): Promise<boolean> {
  const { exitCode } = await runCommand("/bin/sh", ["-c", 'test -x "$0"', path], { ...account, cwd: "/" });
  return exitCode === 0;
}

async function lookUpAccount(): Promise<Account | undefined> {
  const [uid, gid] = await Promise.all([runCommand("id", ["-u", "postgres"]), runCommand("id", ["-g", "postgres"])]);
  if (uid.exitCode !== 0 || gid.exitCode !== 0) return undefined;
  return { uid: Number(uid.output), gid: Number(gid.output) };
}
