/* Asking the server, with the token of the page. What went wrong comes back as an answer, never as a throw. */
export class Server {
  constructor(addresses, token) {
    this.addresses = addresses;
    this.token = token;
  }

  async post(name, data, options = {}) {
    return this.ask(this.addresses[name], {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.token },
      body: JSON.stringify(data),
      ...options,
    });
  }

  async get(name, asked = {}) {
    const query = new URLSearchParams(asked).toString();
    return this.ask(this.addresses[name] + (query ? `?${query}` : ""), {});
  }

  async submit(address, fields) {
    const body = new URLSearchParams({ ...fields, csrfmiddlewaretoken: this.token });
    try {
      const answer = await fetch(address, { method: "POST", body, credentials: "same-origin" });
      return { ok: answer.ok && answer.redirected, status: answer.status };
    } catch {
      return { ok: false, status: 0 };
    }
  }

  async ask(address, options) {
    try {
      const answer = await fetch(address, { credentials: "same-origin", ...options });
      const isJson = (answer.headers.get("Content-Type") || "").includes("json");
      // A session that ended answers with a page; then nothing was saved either.
      return { ok: answer.ok && isJson, status: isJson ? answer.status : 0, data: isJson ? await answer.json() : {} };
    } catch {
      return { ok: false, status: 0, data: {} };
    }
  }
}
