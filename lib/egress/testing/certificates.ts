import { generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { isIPv4 } from "node:net";

// Certificates made with Node alone, because the tests must run where there is no openssl.
// Tags and structure: ITU-T X.690 and RFC 5280.

const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OCTET_STRING = 0x04;
const OID = 0x06;
const UTF8_STRING = 0x0c;
const GENERALIZED_TIME = 0x18;
const SEQUENCE = 0x30;
const SET = 0x31;

const ECDSA_WITH_SHA256 = der(SEQUENCE, der(OID, Buffer.from("2a8648ce3d040302", "hex")));
const COMMON_NAME = der(OID, Buffer.from("550403", "hex"));
const SUBJECT_ALT_NAME = der(OID, Buffer.from("551d11", "hex"));
const BASIC_CONSTRAINTS = der(OID, Buffer.from("551d13", "hex"));
const TRUE = Buffer.from("0101ff", "hex");

export type IssuedCertificate = { commonName: string; certificate: string; key: string; privateKey: KeyObject };

export type CertificateInput = {
  commonName: string;
  /** DNS names and IPv4 addresses. */
  altNames?: string[];
  validFrom?: Date;
  validTo?: Date;
  /** Without one the certificate signs itself. */
  issuer?: IssuedCertificate;
  isAuthority?: boolean;
};

const YEAR_MS = 365 * 86_400_000;

export function issueCertificate(input: CertificateInput): IssuedCertificate {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { commonName, altNames = [], issuer } = input;
  const validity = [input.validFrom ?? new Date(Date.now() - YEAR_MS), input.validTo ?? new Date(Date.now() + YEAR_MS)];
  const extensions = [
    ...(altNames.length > 0 ? [extension(SUBJECT_ALT_NAME, altNames.map(generalName))] : []),
    ...(input.isAuthority === true ? [extension(BASIC_CONSTRAINTS, [TRUE])] : []),
  ];
  const body = der(
    SEQUENCE,
    der(0xa0, der(INTEGER, Buffer.from([2]))),
    der(INTEGER, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ECDSA_WITH_SHA256,
    distinguishedName(issuer?.commonName ?? commonName),
    der(SEQUENCE, ...validity.map(generalizedTime)),
    distinguishedName(commonName),
    publicKey.export({ format: "der", type: "spki" }),
    der(0xa3, der(SEQUENCE, ...extensions)),
  );
  const signature = sign("sha256", body, issuer?.privateKey ?? privateKey);
  const certificate = der(SEQUENCE, body, ECDSA_WITH_SHA256, der(BIT_STRING, Buffer.from([0]), signature));
  return {
    commonName,
    certificate: `-----BEGIN CERTIFICATE-----\n${certificate.toString("base64").replace(/.{64}/g, "$&\n")}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ format: "pem", type: "pkcs8" }).toString(),
    privateKey,
  };
}

function extension(kind: Buffer, content: Buffer[]): Buffer {
  return der(SEQUENCE, kind, der(OCTET_STRING, der(SEQUENCE, ...content)));
}

function distinguishedName(commonName: string): Buffer {
  return der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, der(UTF8_STRING, Buffer.from(commonName)))));
}

function generalName(name: string): Buffer {
  return isIPv4(name) ? der(0x87, Buffer.from(name.split(".").map(Number))) : der(0x82, Buffer.from(name));
}

function generalizedTime(date: Date): Buffer {
  return der(GENERALIZED_TIME, Buffer.from(`${date.toISOString().slice(0, 19).replace(/[-T:]/g, "")}Z`));
}

function der(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  const lengthBytes = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...lengthBytes]), content]);
}
