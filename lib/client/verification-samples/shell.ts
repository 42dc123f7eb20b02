import type { VerificationSample } from "./sample";

export const SHELL: VerificationSample = {
  id: "shell",
  label: "Shell (openssl)",
  language: "bash",
  file: "verify.sh",
  run: 'bash verify.sh body.json "$TIMESTAMP" "$SIGNATURE"',
  code: String.raw`#!/usr/bin/env bash
# Checks one request by hand: the body as it came, and the values of X-Webhook-Timestamp and X-Webhook-Signature.
set -euo pipefail

body_file=$1
timestamp=$2
signature=$3
tolerance_seconds=300

age=$(( $(date +%s) - timestamp ))
if (( age > tolerance_seconds || age < -tolerance_seconds )); then
  echo "Signed $age s ago: older than a receiver accepts." >&2
fi

# printf writes no newline, and cat changes no byte.
expected=$({ printf '%s.' "$timestamp"; cat "$body_file"; } | openssl dgst -sha256 -hmac "$WEBHOOK_SECRET" -r | cut -d ' ' -f 1)

if [[ "$expected" == "$signature" ]]; then
  echo "Genuine"
else
  echo "Not genuine: expected $expected" >&2
  exit 1
fi
`,
};
