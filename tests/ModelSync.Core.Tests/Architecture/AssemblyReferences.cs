using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace ModelSync.Core.Tests.Architecture;

/// <summary>Reads from an assembly's metadata which types and members of other assemblies its code names.</summary>
internal static class AssemblyReferences
{
    /// <summary>The types as `Namespace.Name`, and members as `Namespace.Name.Member`, in their order.</summary>
    public static (IReadOnlyList<string> Types, IReadOnlyList<(string Type, string Member)> Members) Of(string path)
    {
        using var stream = File.OpenRead(path);
        using var file = new PEReader(stream);
        var metadata = file.GetMetadataReader();
        var types = metadata.TypeReferences.Select(handle => NameOf(metadata, handle)).Order(StringComparer.Ordinal).Distinct(StringComparer.Ordinal).ToList();
        var members = new SortedSet<(string Type, string Member)>();
        foreach (var handle in metadata.MemberReferences)
        {
            var member = metadata.GetMemberReference(handle);
            if (member.Parent.Kind is HandleKind.TypeReference)
            {
                members.Add((NameOf(metadata, (TypeReferenceHandle)member.Parent), metadata.GetString(member.Name)));
            }
        }

        return (types, [.. members]);
    }

    private static string NameOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        var name = metadata.GetString(type.Name);
        return type.ResolutionScope.Kind is HandleKind.TypeReference
            ? $"{NameOf(metadata, (TypeReferenceHandle)type.ResolutionScope)}+{name}"
            : $"{metadata.GetString(type.Namespace)}.{name}";
    }
}
