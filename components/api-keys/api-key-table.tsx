import type { ReactNode } from "react";
import { RelativeTime } from "@/components/values/relative-time";
import type { ApiKey } from "@/lib/api-keys/schemas";
import { KeyExpiry, KeyLastUse, KeyMenu, KeyScopes, KeyState, KeyText } from "./api-key-parts";

type Props = {
  keys: readonly ApiKey[];
  /** Who made a key, as people know them. */
  nameOf: (userId: string | null) => string;
  /** Undefined for who may not change keys. */
  onRoll?: (key: ApiKey) => void;
  onRevoke?: (key: ApiKey) => void;
  label: string;
};

const HEADS = ["Name", "Key", "Access", "Last used", "Expires", "Status"];

/** The keys as a table, and as cards in a narrow window. */
export function ApiKeyTable({ keys, nameOf, onRoll, onRevoke, label }: Props) {
  const menuOf = (key: ApiKey) =>
    onRoll !== undefined && onRevoke !== undefined ? (
      <KeyMenu apiKey={key} onRoll={() => onRoll(key)} onRevoke={() => onRevoke(key)} />
    ) : null;
  const made = (key: ApiKey) => (
    <span className="block truncate text-[0.8125rem] text-muted">
      by <bdi>{nameOf(key.createdById)}</bdi>, <RelativeTime iso={key.createdAt} />
    </span>
  );
  return (
    <>
      <table className="w-full text-left max-xl:hidden" aria-label={label}>
        <thead>
          <tr className="border-b border-border text-[0.8125rem] text-muted">
            {HEADS.map((head) => (
              <th key={head} scope="col" className="px-3 py-2 font-medium first:pl-0">
                {head}
              </th>
            ))}
            {onRoll !== undefined && (
              <th scope="col" className="py-2">
                <span className="sr-only">Actions</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody className="divide-y divide-border">
          {keys.map((key) => (
            <tr key={key.id} className="align-top">
              <th scope="row" className="max-w-64 px-3 py-3 pl-0 font-normal">
                <span className="block truncate font-medium" title={key.name}>
                  <bdi>{key.name}</bdi>
                </span>
                {made(key)}
              </th>
              <Cell>
                <KeyText apiKey={key} />
              </Cell>
              <Cell>
                <KeyScopes apiKey={key} />
              </Cell>
              <Cell>
                <KeyLastUse apiKey={key} />
              </Cell>
              <Cell>
                <KeyExpiry apiKey={key} />
              </Cell>
              <Cell>
                <KeyState apiKey={key} />
              </Cell>
              {onRoll !== undefined && <td className="py-2 text-right">{menuOf(key)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="-my-3 divide-y divide-border xl:hidden" aria-label={label}>
        {keys.map((key) => (
          <li key={key.id} className="flex flex-col gap-2 py-3">
            <div className="flex items-start justify-between gap-3">
              <div className="min-w-0">
                <p className="truncate font-medium" title={key.name}>
                  <bdi>{key.name}</bdi>
                </p>
                {made(key)}
              </div>
              <div className="flex shrink-0 items-center gap-1">
                <KeyState apiKey={key} />
                {menuOf(key)}
              </div>
            </div>
            <KeyText apiKey={key} />
            <dl className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-y-1">
              <Fact term="Access">
                <KeyScopes apiKey={key} />
              </Fact>
              <Fact term="Last used">
                <KeyLastUse apiKey={key} />
              </Fact>
              <Fact term="Expires">
                <KeyExpiry apiKey={key} />
              </Fact>
            </dl>
          </li>
        ))}
      </ul>
    </>
  );
}

const Cell = ({ children }: { children: ReactNode }) => <td className="px-3 py-3">{children}</td>;

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{term}</dt>
      <dd>{children}</dd>
    </>
  );
}
