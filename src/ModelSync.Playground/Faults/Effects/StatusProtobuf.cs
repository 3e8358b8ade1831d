using System.Text;
using ModelSync.Kubernetes.Meta;

namespace ModelSync.Playground.Faults.Effects;

/// <summary>Writes metav1.Status in Kubernetes' protobuf, alone or as the object of an event.</summary>
internal static class StatusProtobuf
{
    // Every object of this format begins so.
    private static readonly byte[] Magic = [.. "k8s\0"u8];

    public static byte[] Write(ApiStatus status) =>
    [
        .. Magic,
        .. Bytes(1, [.. Text(1, "v1"), .. Text(2, "Status")]),
        .. Bytes(2, OfStatus(status)),
        .. Text(3, ""),
        .. Text(4, ""),
    ];

    public static byte[] WriteEvent(ApiStatus status) => [.. Text(1, "ERROR"), .. Bytes(2, Bytes(1, Write(status)))];

    private static byte[] OfStatus(ApiStatus status) =>
    [
        .. Bytes(1, []),
        .. Text(2, status.Status ?? ""),
        .. Text(3, status.Message ?? ""),
        .. Text(4, status.Reason ?? ""),
        .. status.Details is { } details ? Bytes(5, OfDetails(details)) : [],
        .. Number(6, status.Code ?? 0),
    ];

    private static byte[] OfDetails(ApiStatusDetails details) =>
    [
        .. Text(1, details.Name ?? ""),
        .. Text(2, details.Group ?? ""),
        .. Text(3, details.Kind ?? ""),
        .. (details.Causes ?? []).SelectMany(cause => Bytes(4, OfCause(cause))),
        .. Number(5, details.RetryAfterSeconds ?? 0),
        .. Text(6, details.Uid ?? ""),
    ];

    private static byte[] OfCause(ApiStatusCause cause) => [.. Text(1, cause.Reason ?? ""), .. Text(2, cause.Message ?? ""), .. Text(3, cause.Field ?? "")];

    private static byte[] Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    private static byte[] Bytes(int field, byte[] value) => [.. Varint(((uint)field << 3) | 2), .. Varint((uint)value.Length), .. value];

    private static byte[] Number(int field, int value) => [.. Varint((uint)field << 3), .. Varint((uint)value)];

    private static byte[] Varint(uint value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        bytes.Add((byte)value);
        return [.. bytes];
    }
}
