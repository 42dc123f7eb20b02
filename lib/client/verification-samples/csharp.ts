import type { VerificationSample } from "./sample";

export const CSHARP: VerificationSample = {
  id: "csharp",
  label: "C# (ASP.NET)",
  language: "csharp",
  file: "Program.cs",
  run: "dotnet new web --force && dotnet run",
  code: String.raw`using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

const int ToleranceSeconds = 300;
byte[] secret = Encoding.UTF8.GetBytes(Environment.GetEnvironmentVariable("WEBHOOK_SECRET")!);

bool IsGenuine(byte[] rawBody, string timestamp, string signature)
{
    if (!Regex.IsMatch(timestamp, @"^[0-9]{1,15}\z") || !Regex.IsMatch(signature, @"^[0-9a-f]{64}\z")) return false;
    if (Math.Abs(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - long.Parse(timestamp)) > ToleranceSeconds) return false;

    byte[] signed = [.. Encoding.UTF8.GetBytes(timestamp + "."), .. rawBody];
    return CryptographicOperations.FixedTimeEquals(Convert.FromHexString(signature), HMACSHA256.HashData(secret, signed));
}

var app = WebApplication.CreateBuilder(args).Build();

app.MapPost("/webhooks", async (HttpRequest request) =>
{
    // Not a bound model: the signature is over the bytes that came.
    using var buffer = new MemoryStream();
    await request.Body.CopyToAsync(buffer);
    byte[] rawBody = buffer.ToArray();
    var headers = request.Headers;
    if (!IsGenuine(rawBody, headers["X-Webhook-Timestamp"].ToString(), headers["X-Webhook-Signature"].ToString()))
        return Results.Text("Invalid signature", statusCode: 401);

    // Hand the work to a queue: a slow answer counts as a failed attempt.
    using var webhookEvent = JsonDocument.Parse(rawBody);
    var root = webhookEvent.RootElement;
    Console.WriteLine("Event: " + root.GetProperty("type") + " " + root.GetProperty("id"));
    return Results.Text("ok");
});

app.Run("http://0.0.0.0:" + (Environment.GetEnvironmentVariable("PORT") ?? "3000"));
`,
};
