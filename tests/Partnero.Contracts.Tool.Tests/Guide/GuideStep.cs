namespace Partnero.Contracts.Tool.Tests.Guide;

/// <summary>A step of the guide, under a heading: a file to write, or a command to run.</summary>
internal abstract record GuideStep(string Section)
{
    public sealed record File(string Section, string Path, string Text) : GuideStep(Section);

    public sealed record Run(string Section, GuideCommand Command) : GuideStep(Section);
}
