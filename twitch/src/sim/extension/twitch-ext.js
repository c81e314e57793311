// Stands where Twitch's helper script does, in a view that the simulated Twitch
// frames. The page around says who looks and how; what is broadcast comes from it, too.
(() => {
  const heard = { authorized: [], context: [], visibility: [], configuration: [], viewer: [] };
  const listening = new Map();
  let authorized = null;
  let context = {};
  let isVisible = true;

  const tell = (what, ...told) => {
    for (const listener of heard[what]) listener(...told);
  };
  const ask = (message) => window.parent.postMessage({ ext: message }, window.location.origin);

  const ext = {
    version: "simulated",
    environment: "production",
    viewer: {
      opaqueId: null,
      id: null,
      role: "viewer",
      isLinked: false,
      sessionToken: null,
      subscriptionStatus: null,
      onChanged: (listener) => heard.viewer.push(listener),
    },
    configuration: {
      broadcaster: undefined,
      developer: undefined,
      global: undefined,
      onChanged(listener) {
        heard.configuration.push(listener);
        if (ext.configuration.global) listener();
      },
      set(segment, version, content) {
        ext.configuration[segment] = { version, content };
        tell("configuration");
      },
    },
    actions: {
      requestIdShare: () => ask({ kind: "share" }),
      minimize: () => ask({ kind: "minimize" }),
      followChannel() {},
      onFollow() {},
    },
    features: { onChanged() {}, isChatEnabled: true },
    bits: { onTransactionComplete() {} },
    onAuthorized(listener) {
      heard.authorized.push(listener);
      if (authorized) listener(authorized);
    },
    onContext(listener) {
      heard.context.push(listener);
      if (Object.keys(context).length > 0) listener(context, Object.keys(context));
    },
    onVisibilityChanged: (listener) => heard.visibility.push(listener),
    onError() {},
    onHighlightChanged() {},
    onPositionChanged() {},
    listen(target, listener) {
      listening.set(target, [...(listening.get(target) ?? []), listener]);
    },
    unlisten(target, listener) {
      listening.set(target, (listening.get(target) ?? []).filter((one) => one !== listener));
    },
    send() {},
  };
  window.Twitch = { ext };

  const takes = {
    configuration({ content }) {
      ext.configuration.global = { version: "1", content };
      tell("configuration");
    },
    authorized({ token, opaque, user, role, channel, client }) {
      authorized = { token, userId: opaque, channelId: channel, clientId: client, helixToken: "" };
      Object.assign(ext.viewer, {
        opaqueId: opaque,
        id: user,
        role,
        isLinked: user !== null,
        sessionToken: token,
      });
      tell("authorized", authorized);
      tell("viewer");
    },
    context({ changed }) {
      context = { ...context, ...changed };
      tell("context", context, Object.keys(changed));
    },
    visibility({ visible }) {
      if (visible === isVisible) return;
      isVisible = visible;
      tell("visibility", isVisible, isVisible ? context : undefined);
    },
    broadcast({ message }) {
      for (const listener of listening.get("broadcast") ?? []) {
        listener("broadcast", "application/json", message);
      }
    },
  };
  window.addEventListener("message", ({ source, data }) => {
    if (source === window.parent && data?.ext) takes[data.ext.kind]?.(data.ext);
  });
  ask({ kind: "ready" });
})();
