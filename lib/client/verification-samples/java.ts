import type { VerificationSample } from "./sample";

export const JAVA: VerificationSample = {
  id: "java",
  label: "Java",
  language: "java",
  file: "Receiver.java",
  run: "java Receiver.java",
  code: String.raw`import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

public class Receiver {
  static final byte[] SECRET = System.getenv("WEBHOOK_SECRET").getBytes(StandardCharsets.UTF_8);
  static final long TOLERANCE_SECONDS = 300;

  static boolean isGenuine(byte[] rawBody, String timestamp, String signature) throws Exception {
    if (timestamp == null || !timestamp.matches("\\d{1,15}")) return false;
    if (signature == null || !signature.matches("[0-9a-f]{64}")) return false;
    long age = System.currentTimeMillis() / 1000 - Long.parseLong(timestamp);
    if (Math.abs(age) > TOLERANCE_SECONDS) return false;

    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
    mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
    return MessageDigest.isEqual(HexFormat.of().parseHex(signature), mac.doFinal(rawBody));
  }

  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "3000"));
    HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
    server.createContext("/webhooks", exchange -> {
      byte[] rawBody = exchange.getRequestBody().readAllBytes();
      var headers = exchange.getRequestHeaders();
      boolean genuine;
      try {
        genuine = isGenuine(rawBody, headers.getFirst("X-Webhook-Timestamp"), headers.getFirst("X-Webhook-Signature"));
      } catch (Exception error) {
        genuine = false;
      }
      // Answer first, work afterwards: a slow answer counts as a failed attempt.
      exchange.sendResponseHeaders(genuine ? 200 : 401, -1);
      exchange.close();
      // Parse the JSON with Jackson or Gson; the headers tell its type and id as well.
      if (genuine) System.out.println("Event: " + headers.getFirst("X-Webhook-Event") + " " + headers.getFirst("X-Webhook-Id"));
    });
    server.start();
  }
}
`,
};
