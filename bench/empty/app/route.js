// The least a route handler can do: what `single` is measured against.
export async function POST(request) {
  await request.text();
  return new Response(null, { status: 202 });
}
