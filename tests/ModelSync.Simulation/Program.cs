using System.Globalization;
using ModelSync.Simulation;
using ModelSync.Simulation.Stories;

if (args is ["story", var name])
{
    var (text, violation) = StoryBook.All.First(story => string.Equals(story.Name, name, StringComparison.Ordinal)).Tell();
    Console.WriteLine(text);
    Console.WriteLine(violation);
    return violation is null ? 0 : 1;
}

Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{args.Length}"));
return 2;
