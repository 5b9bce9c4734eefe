/* Asking the server, with the token of the page. What went wrong comes back as an answer, never as a throw. */
export class Server {
  constructor(addresses, token) {
    this.addresses = addresses;
    this.token = token;
  }

  async post(name, data, options = {}) {
    const send = () =>
      this.ask(this.addresses[name], {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.token },
        body: JSON.stringify(data),
        ...options,
      });
    const answer = await send();
    // Who logged in again, in another tab, has another token than this page was made with.
    return answer.status === 403 && (await this.renew()) ? send() : answer;
  }

  async renew() {
    const { data } = await this.get("start");
    const isNew = Boolean(data.token);
    if (isNew) this.token = data.token;
    return isNew;
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
      // A session that ended leads to the page to log in; then nothing was saved either.
      return { ok: answer.ok && isJson, isEnded: answer.redirected && !isJson, status: answer.status, data: isJson ? await answer.json() : {} };
    } catch {
      return { ok: false, isEnded: false, status: 0, data: {} };
    }
  }
}
