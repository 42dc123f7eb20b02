import type { VerificationSample } from "./sample";

export const RUBY: VerificationSample = {
  id: "ruby",
  label: "Ruby (Sinatra)",
  language: "ruby",
  file: "receiver.rb",
  run: "gem install sinatra rackup puma && ruby receiver.rb",
  code: String.raw`require "json"
require "openssl"
require "sinatra"

SECRET = ENV.fetch("WEBHOOK_SECRET")
TOLERANCE_SECONDS = 300

set :port, ENV.fetch("PORT", 3000)

def genuine?(raw_body, timestamp, signature)
  return false unless timestamp.match?(/\A\d{1,15}\z/) && signature.match?(/\A[0-9a-f]{64}\z/)
  return false if (Time.now.to_i - timestamp.to_i).abs > TOLERANCE_SECONDS

  expected = OpenSSL::HMAC.hexdigest("SHA256", SECRET, timestamp + "." + raw_body)
  OpenSSL.fixed_length_secure_compare(expected, signature)
end

post "/webhooks" do
  # In Rails: request.raw_post, and skip_forgery_protection for this action.
  raw_body = request.body.read
  timestamp = request.get_header("HTTP_X_WEBHOOK_TIMESTAMP").to_s # X-Webhook-Timestamp
  signature = request.get_header("HTTP_X_WEBHOOK_SIGNATURE").to_s # X-Webhook-Signature
  halt 401, "Invalid signature" unless genuine?(raw_body, timestamp, signature)

  # Hand the work to a queue: a slow answer counts as a failed attempt.
  event = JSON.parse(raw_body)
  puts "Event: #{event["type"]} #{event["id"]}"
  "ok"
end
`,
};
