export type Finding = { statement: string; why: string };

const RULES: readonly { pattern: RegExp; why: string }[] = [
  {
    pattern: /\bDROP (TABLE|COLUMN|TYPE|FUNCTION|AGGREGATE|VIEW|SCHEMA)\b/i,
    why: "old processes still use what it drops",
  },
  { pattern: /\bRENAME\b/i, why: "old processes know the old name only" },
  { pattern: /\bALTER (COLUMN )?"?\w+"? (SET DATA )?TYPE\b/i, why: "old processes read and write the old type" },
  { pattern: /\bSET NOT NULL\b/i, why: "old processes may leave it empty" },
  { pattern: /\bDROP NOT NULL\b/i, why: "old processes do not expect to find it empty" },
  { pattern: /\bDROP DEFAULT\b/i, why: "old processes rely on the default" },
  { pattern: /\bADD COLUMN\b(?=[^,;]*\bNOT NULL\b)(?![^,;]*\bDEFAULT\b)/i, why: "old processes do not fill it" },
  {
    pattern: /\bADD (CONSTRAINT|CHECK|UNIQUE|PRIMARY KEY|FOREIGN KEY|EXCLUDE)\b/i,
    why: "old processes may write what it forbids",
  },
  { pattern: /\bCREATE UNIQUE INDEX\b/i, why: "old processes may write what it forbids" },
  { pattern: /^\s*(UPDATE|DELETE|TRUNCATE)\b/i, why: "old processes may not expect rows changed under them" },
  { pattern: /\bCREATE (CONSTRAINT )?TRIGGER\b/i, why: "it acts on what old processes write" },
  { pattern: /\bALTER TYPE\b/i, why: "old processes do not know the new values" },
];

/** What every delivery writes to. A migration is one transaction, and locking several of these it can deadlock with those who deliver. */
const BUSY = ["events", "deliveries", "attempts", "planned_attempts", "lanes", "webhook_stats"];

const REASON = /^--\s*old processes:\s*\S.{20,}$/im;

/**
 * Finds the statements of a migration that processes of the version before might not bear. What a comment directly before it
 * says about them (`-- old processes: …`) excuses a statement; so does that its table is new in the same migration.
 */
export function findBreaking(sql: string): Finding[] {
  const statements = split(sql);
  const isNew = new Set(
    statements.flatMap(({ code }) => /\bCREATE TABLE (?:IF NOT EXISTS )?"?(\w+)/i.exec(code)?.[1] ?? []),
  );
  const breaking = statements.flatMap(({ code, comments }) => {
    const table = /\b(?:ALTER TABLE(?: ONLY)?|\bON|UPDATE|FROM)\s+"?(\w+)/i.exec(code)?.[1];
    if (REASON.test(comments) || (table !== undefined && isNew.has(table))) return [];
    return RULES.filter(({ pattern }) => pattern.test(code)).map(({ why }) => ({ statement: code, why }));
  });
  const locked = new Set(statements.flatMap(({ code }) => /^ALTER TABLE (?:ONLY )?"?(\w+)/i.exec(code)?.[1] ?? []));
  const busy = BUSY.filter((table) => locked.has(table) && !isNew.has(table));
  const why = "it locks several busy tables at once: make it one migration a table";
  return busy.length > 1 ? [...breaking, { statement: `ALTER TABLE ${busy.join(", ")}`, why }] : breaking;
}

/** Statements without comments and bodies of functions, each with the comments before it. */
function split(sql: string): { code: string; comments: string }[] {
  const withoutBodies = sql.replaceAll(/(\$\w*\$)[\s\S]*?\1/g, "''");
  return withoutBodies.split(";").flatMap((part) => {
    const lines = part.split("\n");
    const comments = lines.filter((line) => line.trim().startsWith("--")).join("\n");
    const code = lines
      .map((line) => line.replace(/--.*$/, ""))
      .join(" ")
      .replaceAll(/\s+/g, " ")
      .trim();
    return code === "" ? [] : [{ code, comments }];
  });
}
