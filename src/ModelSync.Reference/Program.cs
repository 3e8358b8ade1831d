using ModelSync.Api.Generator;
using ModelSync.Reference;

if (args is not [var root] || !Directory.Exists(root))
{
    Console.Error.WriteLine("Usage: ModelSync.Reference ROOT, where ROOT is the folder of the repository.");
    return 2;
}

try
{
    foreach (var file in GeneratedFiles.Write(root, ReferenceFiles.All()))
    {
        Console.WriteLine(file);
    }

    return 0;
}
catch (InvalidOperationException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
