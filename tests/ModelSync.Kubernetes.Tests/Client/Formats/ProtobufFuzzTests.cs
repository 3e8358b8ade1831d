using FsCheck;
using FsCheck.Fluent;
using ModelSync.Kubernetes.Client.Internal;
using ModelSync.Kubernetes.Client.Internal.Formats;
using ModelSync.Kubernetes.Kinds;
using ModelSync.Kubernetes.Resources;
using ModelSync.Testing.Fixtures;

namespace ModelSync.Kubernetes.Tests.Client.Formats;

/// <summary>Whatever bytes come, they are read, or refused as documented; no other exception and no endless loop.</summary>
public sealed class ProtobufFuzzTests
{
    private static readonly byte[] Message = DeploymentProtobufFixture.Message(3);
    private static readonly byte[] List = DeploymentProtobufFixture.List(2);

    private static readonly Action<byte[]>[] Readers =
    [
        Decode<Deployment>, Decode<Pod>, Decode<Service>, Decode<Node>, Decode<Namespace>, Decode<ConfigMap>, Decode<Secret>,
        bytes => Decode(ResourceType.Metadata(Deployment.Resource).Codec, bytes),
    ];

    public static class Bytes
    {
        public static Arbitrary<byte[]> Any() => Gen.OneOf(
            Gen.ArrayOf(Gen.Choose(0, 255).Select(value => (byte)value)),
            Mutated(Message),
            Mutated(List)).ToArbitrary();

        private static Gen<byte[]> Mutated(byte[] original) =>
            from length in Gen.Choose(0, original.Length)
            from changes in Gen.ListOf(Gen.Zip(Gen.Choose(0, original.Length - 1), Gen.Choose(0, 255)))
            select Change(original, length, changes);

        private static byte[] Change(byte[] original, int length, IEnumerable<(int At, int Value)> changes)
        {
            var bytes = (byte[])original.Clone();
            foreach (var (at, value) in changes.Take(4))
            {
                bytes[at] = (byte)value;
            }

            return bytes[..length];
        }
    }

    [FsCheck.NUnit.Property(Arbitrary = [typeof(Bytes)], MaxTest = 1000)]
    public void Any_bytes_are_an_object_or_an_invalid_one(byte[] bytes)
    {
        foreach (var read in Readers)
        {
            read(bytes);
        }
    }

    [FsCheck.NUnit.Property(Arbitrary = [typeof(Bytes)], MaxTest = 500)]
    public void Any_answer_is_read_or_refused(byte[] bytes)
    {
        byte[] frames = [0, 0, (byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes];
        AnswerFormat.Protobuf.ReadStatus(bytes);
        AnswerFormat.Protobuf.IsWholeObject(bytes);
        AnswerFormat.Protobuf.ReadOversized(bytes, 10);
        Documented(() => ReadListAsync(bytes));
        Documented(() => ReadListAsync([.. "k8s\0"u8, .. bytes]));
        Documented(() => ReadWatchAsync(bytes));
        Documented(() => ReadWatchAsync(frames));
    }

    private static void Decode<T>(byte[] bytes)
        where T : class, IResource<T> => Decode(ResourceType.Of<T>().Codec, bytes);

    private static void Decode<T>(ResourceCodec<T> codec, byte[] bytes)
        where T : class, IKubernetesObject
    {
        var envelope = new ProtobufMessage().Raw(bytes).InEnvelope("", "");
        var value = AnswerFormat.Protobuf.ReadObject(codec, envelope, out var invalid);
        Assert.That(value is null, Is.EqualTo(invalid is not null));
    }

    private static void Documented(Func<Task> read)
    {
        var task = read();
        Assert.That(task.IsCompleted, "all bytes are there, so that nothing is waited for");
        Assert.That(task.Exception?.InnerException, Is.Null.Or.InstanceOf<KubernetesException>());
    }

    private static async Task ReadListAsync(byte[] bytes)
    {
        using var buffer = NewBuffer();
        await AnswerFormat.Protobuf.ReadListAsync(ResourceType.Of<Deployment>().Codec, buffer, new PieceStream(bytes, []), 2000, "GET /list");
    }

    private static async Task ReadWatchAsync(byte[] bytes)
    {
        using var buffer = NewBuffer();
        var frames = AnswerFormat.Protobuf.ReadWatch(ResourceType.Of<Deployment>().Codec, buffer, 2000, "watch");
        var stream = new PieceStream(bytes, []);
        while (await frames.MoveNextAsync(stream))
        {
            frames.Read();
        }
    }

    private static StreamBuffer NewBuffer() => new("GET /list", TimeSpan.FromSeconds(30), TimeProvider.System, CancellationToken.None);
}
