using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ModelSync.Playground.Nodes.Endpoints;

/// <summary>Says why a simulated pod can't do what a process could, as a Status, whose message kubectl prints.</summary>
internal static class Refusal
{
    public static Task WriteAsync(HttpContext context, string verb, string[] pod)
    {
        var (ns, name) = pod is [var first, var second, ..] ? (first, second) : ("NAMESPACE", "POD");
        var why = verb switch
        {
            "portForward" => "it has no network of its own to forward to",
            "attach" => "no process runs in it to attach to",
            _ => "no process runs in it, so that nothing can be executed there",
        };
        var message = $"pod {ns}/{name} is simulated: {why}. Read its output with kubectl logs, and reach its server with "
            + $"kubectl get --raw /api/v1/namespaces/{ns}/pods/{name}:8080/proxy/ or through the pod proxy.";
        return Answer.JsonAsync(context, StatusCodes.Status501NotImplemented, Status(message));
    }

    private static ReadOnlyMemory<byte> Status(string message)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("kind", "Status");
            writer.WriteString("apiVersion", "v1");
            writer.WriteStartObject("metadata");
            writer.WriteEndObject();
            writer.WriteString("status", "Failure");
            writer.WriteString("message", message);
            writer.WriteString("reason", "NotImplemented");
            writer.WriteNumber("code", StatusCodes.Status501NotImplemented);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
