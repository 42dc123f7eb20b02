import type { VerificationSample } from "./sample";

export const GO: VerificationSample = {
  id: "go",
  label: "Go",
  language: "go",
  file: "main.go",
  run: "go run main.go",
  code: String.raw`package main

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"log"
	"math"
	"net/http"
	"os"
	"strconv"
	"time"
)

const toleranceSeconds = 300

var secret = []byte(os.Getenv("WEBHOOK_SECRET"))

func isGenuine(rawBody []byte, timestamp, signature string) bool {
	seconds, err := strconv.ParseInt(timestamp, 10, 64)
	if err != nil || math.Abs(float64(time.Now().Unix()-seconds)) > toleranceSeconds {
		return false
	}
	given, err := hex.DecodeString(signature)
	if err != nil {
		return false
	}
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(timestamp + "."))
	mac.Write(rawBody)
	return hmac.Equal(given, mac.Sum(nil))
}

func webhooks(w http.ResponseWriter, r *http.Request) {
	rawBody, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 2<<20))
	if err != nil || !isGenuine(rawBody, r.Header.Get("X-Webhook-Timestamp"), r.Header.Get("X-Webhook-Signature")) {
		http.Error(w, "Invalid signature", http.StatusUnauthorized)
		return
	}
	// Answer first, work afterwards: a slow answer counts as a failed attempt.
	w.WriteHeader(http.StatusOK)
	var event struct{ ID, Type string }
	if json.Unmarshal(rawBody, &event) == nil {
		log.Println("Event:", event.Type, event.ID)
	}
}

func main() {
	port := os.Getenv("PORT")
	if port == "" {
		port = "3000"
	}
	http.HandleFunc("POST /webhooks", webhooks)
	log.Fatal(http.ListenAndServe(":"+port, nil))
}
`,
};
