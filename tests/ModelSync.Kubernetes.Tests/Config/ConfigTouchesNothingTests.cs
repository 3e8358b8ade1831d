using System.Reflection;
using System.Reflection.Emit;
using System.Text;
using ModelSync.Kubernetes.Config;

namespace ModelSync.Kubernetes.Tests.Config;

/// <summary>
/// Loading runs nothing and opens nothing. Two proofs: no code of the namespace but the seam calls into files, processes, sockets or the environment
/// (read off its IL), and a real program that a kubeconfig names leaves no trace.
/// </summary>
public sealed class ConfigTouchesNothingTests
{
    private static readonly Dictionary<short, OpCode> OpCodes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    private static readonly Type[] Pure = [typeof(Path), typeof(StringReader), typeof(TextReader), typeof(IOException), typeof(FileNotFoundException), typeof(DirectoryNotFoundException)];

    [Test]
    public void Only_the_seam_calls_into_the_machine()
    {
        var callers = typeof(KubeConfig).Assembly.GetTypes()
            .Where(type => type.Namespace?.StartsWith(typeof(KubeConfig).Namespace!, StringComparison.Ordinal) == true)
            .Where(type => Calls(type).Any(IsMachine))
            .Select(type => type.Name);
        Assert.That(callers, Is.EqualTo(new[] { nameof(SystemConfigEnvironment) }));
    }

    [Test]
    public void The_check_sees_calls_into_the_machine() => Assert.That(
        Calls(typeof(SystemConfigEnvironment)).Where(IsMachine).Select(member => member.Name), Is.SupersetOf(new[] { "ReadAllBytes", "GetEnvironmentVariable" }));

    [Test]
    public void A_program_that_a_kubeconfig_names_never_starts()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var trace = Path.Combine(folder.FullName, "trace");
            var program = Path.Combine(folder.FullName, "program");
            File.WriteAllText(program, $"#!/bin/sh\necho ran > '{trace}'\n");
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            }

            var documents = StrictKubeConfigCorpus.All.Select(data => Encoding.UTF8.GetString((byte[])data.Arguments[0]!)).ToList();
            Assert.That(documents.Count(text => text.Contains(StrictKubeConfigCorpus.Program, StringComparison.Ordinal)), Is.GreaterThan(5));
            foreach (var text in documents.Select(text => text.Replace(StrictKubeConfigCorpus.Program, program, StringComparison.Ordinal)))
            {
                Assert.Throws<KubeConfigException>(() => StrictKubeConfig.Parse(text).ToString());
            }

            var trusted = KubeConfig.Parse(ConfigSamples.Document(user: $"exec: {{apiVersion: client.authentication.k8s.io/v1, command: '{program}', interactiveMode: Never}}"));
            Assert.That(trusted.ToClusterConfig().Credentials, Is.TypeOf<ExecCredentialConfig>().And.Property("Command").EqualTo(program));
            Assert.That(File.Exists(trace), Is.False);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static bool IsMachine(MemberInfo member)
    {
        var type = member as Type ?? member.DeclaringType!;
        return type.Namespace switch
        {
            "System.IO" => !Pure.Contains(type),
            "System.Net" => type.Name is "Dns" or "WebClient" or "HttpWebRequest" or "WebRequest",
            "System.Net.Sockets" => !type.IsEnum,
            "System.Net.Http" or "System.Runtime.InteropServices" => type.Name is not ("CollectionsMarshal" or "MemoryMarshal"),
            "System.Diagnostics" => type.Name is "Process" or "ProcessStartInfo",
            "System" => type.Name is "Environment",
            "System.Security.Cryptography.X509Certificates" => true,
            _ => type.Assembly == typeof(object).Assembly && type.Namespace?.StartsWith("System.IO.", StringComparison.Ordinal) == true,
        };
    }

    private static IEnumerable<MemberInfo> Calls(Type type) => type
        .GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .OfType<MethodBase>()
        .Where(method => method.GetMethodBody() is not null)
        .SelectMany(Calls);

    private static IEnumerable<MemberInfo> Calls(MethodBase method)
    {
        var code = method.GetMethodBody()!.GetILAsByteArray()!;
        var typeArguments = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var position = 0; position < code.Length;)
        {
            var opCode = code[position] == 0xFE ? OpCodes[(short)((0xFE << 8) | code[position + 1])] : OpCodes[code[position]];
            position += opCode.Size;
            if (opCode.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineTok or OperandType.InlineType)
            {
                yield return method.Module.ResolveMember(BitConverter.ToInt32(code, position), typeArguments, methodArguments)!;
            }

            position += OperandSize(opCode.OperandType, code, position);
        }
    }

    private static int OperandSize(OperandType type, byte[] code, int position) => type switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, position)),
        _ => 4,
    };
}
