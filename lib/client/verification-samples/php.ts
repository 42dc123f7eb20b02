import type { VerificationSample } from "./sample";

export const PHP: VerificationSample = {
  id: "php",
  label: "PHP",
  language: "php",
  file: "webhooks.php",
  run: "php -S 0.0.0.0:3000 webhooks.php",
  code: String.raw`<?php

const TOLERANCE_SECONDS = 300;

function isGenuine(string $rawBody, string $timestamp, string $signature): bool
{
    if (!preg_match('/^\d{1,15}$/D', $timestamp) || !preg_match('/^[0-9a-f]{64}$/D', $signature)) {
        return false;
    }
    if (abs(time() - (int) $timestamp) > TOLERANCE_SECONDS) {
        return false;
    }
    $expected = hash_hmac('sha256', $timestamp . '.' . $rawBody, getenv('WEBHOOK_SECRET'));
    return hash_equals($expected, $signature);
}

// Not $_POST: the signature is over the bytes that came. In Laravel: $request->getContent().
$rawBody = file_get_contents('php://input');
$timestamp = $_SERVER['HTTP_X_WEBHOOK_TIMESTAMP'] ?? ''; // X-Webhook-Timestamp
$signature = $_SERVER['HTTP_X_WEBHOOK_SIGNATURE'] ?? ''; // X-Webhook-Signature

if (!isGenuine($rawBody, $timestamp, $signature)) {
    http_response_code(401);
    exit('Invalid signature');
}

// Hand the work to a queue: a slow answer counts as a failed attempt.
$event = json_decode($rawBody, true, 512, JSON_THROW_ON_ERROR);
error_log('Event: ' . $event['type'] . ' ' . $event['id']);
echo 'ok';
`,
};
