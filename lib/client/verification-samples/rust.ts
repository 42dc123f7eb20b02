import type { VerificationSample } from "./sample";

export const RUST: VerificationSample = {
  id: "rust",
  label: "Rust (axum)",
  language: "rust",
  file: "src/main.rs",
  run: "cargo add axum hex hmac@0.12 sha2@0.10 serde_json && cargo add tokio --features full && cargo run",
  code: String.raw`use axum::{body::Bytes, http::{HeaderMap, StatusCode}, routing::post, Router};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::{env, time::{SystemTime, UNIX_EPOCH}};

const TOLERANCE_SECONDS: u64 = 300;

fn is_genuine(raw_body: &[u8], timestamp: &str, signature: &str) -> bool {
    let Ok(seconds) = timestamp.parse::<u64>() else { return false };
    let Ok(given) = hex::decode(signature) else { return false };
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    if now.abs_diff(seconds) > TOLERANCE_SECONDS {
        return false;
    }
    let secret = env::var("WEBHOOK_SECRET").expect("WEBHOOK_SECRET is not set");
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(timestamp.as_bytes());
    mac.update(b".");
    mac.update(raw_body);
    mac.verify_slice(&given).is_ok() // compares in constant time
}

async fn webhooks(headers: HeaderMap, raw_body: Bytes) -> StatusCode {
    let header = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("");
    if !is_genuine(&raw_body, header("X-Webhook-Timestamp"), header("X-Webhook-Signature")) {
        return StatusCode::UNAUTHORIZED;
    }
    // Work that takes longer belongs into tokio::spawn or a queue: a slow answer counts as a failed attempt.
    if let Ok(event) = serde_json::from_slice::<serde_json::Value>(&raw_body) {
        println!("Event: {} {}", event["type"], event["id"]);
    }
    StatusCode::OK
}

#[tokio::main]
async fn main() {
    let port = env::var("PORT").unwrap_or_else(|_| "3000".into());
    let listener = tokio::net::TcpListener::bind(format!("0.0.0.0:{port}")).await.unwrap();
    axum::serve(listener, Router::new().route("/webhooks", post(webhooks))).await.unwrap();
}
`,
};
