# Varnish in front of the gateway. Try it: varnishd -F -a 127.0.0.1:8000 -p http_gzip_support=off -f "$PWD/gateway.vcl"
# The gateway sends compressed bodies itself, so Varnish must not.

vcl 4.1;

backend gateway {
    .host = "127.0.0.1";
    .port = "8101";
}

sub vcl_recv {
    # One copy for each spelling of this header would be kept.
    if (req.http.Accept-Encoding ~ "\bbr\b") {
        set req.http.Accept-Encoding = "br";
    } elsif (req.http.Accept-Encoding ~ "\bgzip\b") {
        set req.http.Accept-Encoding = "gzip";
    } else {
        unset req.http.Accept-Encoding;
    }
}

sub vcl_backend_response {
    # What is missing now may be there in a second.
    if (beresp.status >= 400) {
        set beresp.ttl = 0s;
        set beresp.uncacheable = true;
    }
}
