import type { VerificationSample } from "./sample";

export const FLASK: VerificationSample = {
  id: "python",
  label: "Python (Flask)",
  language: "python",
  file: "receiver.py",
  run: "pip install flask && python3 receiver.py",
  code: String.raw`import hashlib
import hmac
import json
import os
import re
import time

from flask import Flask, request

app = Flask(__name__)
SECRET = os.environ["WEBHOOK_SECRET"].encode()
TOLERANCE_SECONDS = 300


def is_genuine(raw_body, timestamp, signature):
    if not re.fullmatch(r"[0-9]{1,15}", timestamp) or not re.fullmatch(r"[0-9a-f]{64}", signature):
        return False
    if abs(time.time() - int(timestamp)) > TOLERANCE_SECONDS:
        return False

    expected = hmac.new(SECRET, timestamp.encode() + b"." + raw_body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(signature, expected)


@app.post("/webhooks")
def webhooks():
    # Not request.json: the signature is over the bytes that came.
    raw_body = request.get_data()
    headers = request.headers
    if not is_genuine(raw_body, headers.get("X-Webhook-Timestamp", ""), headers.get("X-Webhook-Signature", "")):
        return "Invalid signature", 401

    # Hand the work to a queue: a slow answer counts as a failed attempt.
    event = json.loads(raw_body)
    print("Event:", event["type"], event["id"], flush=True)
    return "ok"


if __name__ == "__main__":
    app.run(port=int(os.environ.get("PORT", "3000")))
`,
};
