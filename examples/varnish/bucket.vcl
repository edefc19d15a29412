# Varnish with a bucket as its origin, for pages that name their assets by a host of their own. Try it:
# varnishd -F -a 127.0.0.1:8000 -p http_gzip_support=off -f "$PWD/bucket.vcl"
# The bucket lets everybody read, but for .passthrough/.

vcl 4.1;

backend bucket {
    .host = "127.0.0.1";
    .port = "9000";
}

sub vcl_recv {
    if (req.method != "GET" && req.method != "HEAD") {
        return (synth(405));
    }
    unset req.http.Authorization;
    unset req.http.Cookie;
    # An object has one form, whatever its Vary says.
    unset req.http.Accept-Encoding;
    set req.http.Host = "127.0.0.1:9000";
    if (req.url !~ "^/assets/") {
        return (synth(404));
    }
    # The bucket's name and the configuration's key: objects are named by what follows gateway.assets.base.
    set req.url = regsub(regsub(req.url, "\?.*$", ""), "^/assets/", "/frontends/shop/");
}

sub vcl_backend_response {
    # Without the right to list, a bucket says 403 of what it lacks.
    if (beresp.status == 403) {
        set beresp.status = 404;
    }
    if (beresp.status >= 400) {
        set beresp.ttl = 0s;
        set beresp.uncacheable = true;
    }
}
