using ModelSync.Api.Generator;

if (args is not [var root] || !Directory.Exists(root))
{
    Console.Error.WriteLine("Usage: ModelSync.Api.Generator ROOT, where ROOT is the folder of the repository.");
    return 2;
}

foreach (var file in GeneratedFiles.Write(root))
{
    Console.WriteLine(file);
}

return 0;
