import type { TlsOptions } from "node:tls";
import { type IssuedCertificate, issueCertificate } from "@/lib/egress/testing/certificates";

const YEAR_MS = 365 * 86_400_000;
const LOOPBACK = ["127.0.0.1"];

export type HostileCertificates = Record<
  "trusted" | "expired" | "early" | "selfSigned" | "wrongName" | "unknownAuthority" | "hugeChain",
  TlsOptions
>;

const issueAuthority = (commonName: string) => issueCertificate({ commonName, isAuthority: true });

function serverOptions(...chain: IssuedCertificate[]): { key: string; cert: string } {
  return { key: chain[0]?.key ?? "", cert: chain.map(({ certificate }) => certificate).join("") };
}

/** Certificates that must be refused, each for another reason, and one of an authority that the workers are told to trust. */
export function issueCertificates() {
  const authority = issueAuthority("Chaos Authority");
  const common = { commonName: "hostile.example", altNames: LOOPBACK };
  const stranger = issueAuthority("Nobody's Authority");
  const longAgo = { validFrom: new Date(Date.now() - 2 * YEAR_MS), validTo: new Date(Date.now() - YEAR_MS) };
  const notYet = { validFrom: new Date(Date.now() + YEAR_MS), validTo: new Date(Date.now() + 2 * YEAR_MS) };
  const selfSigned = issueCertificate(common);
  const trusted = serverOptions(issueCertificate({ ...common, issuer: authority }));
  const hostile: HostileCertificates = {
    trusted,
    expired: serverOptions(issueCertificate({ ...common, ...longAgo, issuer: authority })),
    early: serverOptions(issueCertificate({ ...common, ...notYet, issuer: authority })),
    selfSigned: serverOptions(selfSigned),
    wrongName: serverOptions(
      issueCertificate({ commonName: "other.example", altNames: ["other.example"], issuer: authority }),
    ),
    unknownAuthority: serverOptions(issueCertificate({ ...common, issuer: stranger })),
    hugeChain: serverOptions(
      issueCertificate({ ...common, issuer: stranger }),
      ...Array.from({ length: 300 }, () => stranger),
    ),
  };
  return { authority: authority.certificate, trusted, hostile };
}
